import type { CommandFinder } from '../../platform/http/route.ts';
import type { StaffDoor } from '../../platform/http/staff-door.ts';
import type { AssetsWiring } from '../wiring.ts';

export type StaffAssetsDeps = Pick<AssetsWiring, 'files' | 'storage' | 'ids'> & {
  readonly door: StaffDoor;
  readonly commands: CommandFinder;
};
