/**
 * Which desk of a new answer is which of the entry before. A desk that moved up in the list, or whose office was renamed
 * but kept its number, is still the same desk and keeps its id, and with it its history. An id that was given once is
 * given to no other desk.
 */
import { DeskId, type OrganisationId } from '../kernel/ids.ts';
import { normalisePhone } from '../kernel/phone.ts';

interface Named {
  readonly name: string;
  readonly phone?: string | undefined;
}
interface Known extends Named {
  readonly deskId: DeskId;
}

/** What two desks may have in common, the surest first; each counts only where one desk of either side has it. */
const marks: readonly ((desk: Named) => string | undefined)[] = [
  (desk) => `${sameName(desk.name)}|${dialled(desk) ?? ''}`,
  (desk) => sameName(desk.name),
  dialled,
];

/**
 * The ids of the desks, in their order.
 * @param known desks of the entry before, with those that have ended
 * @param lastNumber the highest number that the organisation's desks have had
 */
export function identifyDesks(
  organisationId: OrganisationId,
  desks: readonly Named[],
  known: readonly Known[],
  lastNumber: number,
): { readonly ids: readonly DeskId[]; readonly lastNumber: number } {
  const found = new Map<Named, DeskId>();
  for (const markOf of marks) {
    const free = known.filter(({ deskId }) => ![...found.values()].includes(deskId));
    const open = desks.filter((desk) => !found.has(desk));
    for (const desk of open) {
      const mark = markOf(desk);
      const [same, ...others] = free.filter((each) => markOf(each) === mark);
      const isOnly = open.filter((each) => markOf(each) === mark).length === 1 && others.length === 0;
      if (mark !== undefined && same !== undefined && isOnly) found.set(desk, same.deskId);
    }
  }
  let last = lastNumber;
  const ids = desks.map((desk) => {
    const known = found.get(desk);
    if (known !== undefined) return known;
    last += 1;
    return DeskId.parse(`${organisationId}-${last}`);
  });
  return { ids, lastNumber: last };
}

/** For comparing only: nothing that is shown or stored is changed so. */
function sameName(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, '');
}

function dialled({ phone }: Named): string | undefined {
  return phone === undefined ? undefined : normalisePhone(phone)?.dial;
}
