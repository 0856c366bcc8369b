// Makes about 110 MB of short-lived objects in slices of a few milliseconds, so that app/selftest.py
// can see from outside whether the engine gives the memory back. Runs in an isolated world; the
// page's own code sees nothing of it. bigscreenGarbageProbe.done turns true after the last slice.
globalThis.bigscreenGarbageProbe = { done: false, kept: 0 };
((probe) => {
  const objectsPerSlice = 50000;
  let slicesLeft = 40;
  const { port1: next, port2: turn } = new MessageChannel(); // timers of a hidden page are slowed
  turn.onmessage = () => {
    for (let index = 0; index < objectsPerSlice; index += 1) {
      probe.kept += [index, slicesLeft, { index }].length; // the sum keeps the optimiser honest
    }
    slicesLeft -= 1;
    probe.done = slicesLeft === 0;
    if (!probe.done) {
      next.postMessage(null);
    }
  };
  next.postMessage(null);
})(globalThis.bigscreenGarbageProbe);
