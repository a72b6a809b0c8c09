/** What an answer makes public: the desks that have not ended, each with the answers that its form marks for publication. */
import * as z from 'zod';
import { PublicDesk, RetiredDesk } from '../../events/response-accepted.v1.ts';
import { type FormDefinition, groupsOf } from '../programmes/form-definition.ts';
import { isRetired, publicBlocks, type Submission } from '../programmes/form-submission.ts';

/** The group of questions that is a desk, in whatever form it stands. */
export const deskGroup = 'desks';

/** Whether the form asks for desks at all; another form says nothing of them. */
export function asksForDesks(form: FormDefinition): boolean {
  return groupsOf(form).some(({ id }) => id === deskGroup);
}

/** `undefined` where a desk does not fit what the directory takes (an answer that is far too long). */
export function publicDesks(form: FormDefinition, submission: Submission): readonly PublicDesk[] | undefined {
  const group = groupsOf(form).find(({ id }) => id === deskGroup);
  if (group === undefined) return [];
  return z.array(PublicDesk).max(20).safeParse(publicBlocks(group, submission)).data;
}

/** The desks that have ended, each with what a list of them may say; one that does not fit is left out. */
export function retiredDesks(form: FormDefinition, submission: Submission): readonly RetiredDesk[] {
  const group = groupsOf(form).find(({ id }) => id === deskGroup);
  if (group === undefined) return [];
  return (submission.groups[deskGroup] ?? [])
    .filter((answers) => isRetired(group, answers))
    .flatMap((answers) => {
      const { name, retiredOn, retiredReason } = answers;
      const desk = RetiredDesk.safeParse({ name, retiredOn, reason: retiredReason }).data;
      return desk === undefined ? [] : [desk];
    });
}
