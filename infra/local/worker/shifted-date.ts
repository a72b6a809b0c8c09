/**
 * Puts the system's clock in place of `Date` in this thread: real time plus an offset in shared memory, read anew at
 * each look, so that a moved clock is seen at once. Must run before the function's code is loaded.
 */

/** `offset` holds one signed 64-bit number of milliseconds. */
export function shiftDate(offset: SharedArrayBuffer): void {
  const RealDate = Date;
  const milliseconds = new BigInt64Array(offset);
  const now = (): number => RealDate.now() + Number(Atomics.load(milliseconds, 0));
  const ShiftedDate = new Proxy(RealDate, {
    construct: (target, given, newTarget) => Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
  // `date.constructor` would lead back to the real one.
  Object.defineProperty(RealDate.prototype, 'constructor', { value: ShiftedDate, configurable: true, writable: true });
  globalThis.Date = ShiftedDate;
}
