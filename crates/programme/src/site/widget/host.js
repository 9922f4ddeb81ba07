// Makes the frames of a Convoke programme as high as what is in them.
// It listens to frames that come from where this script comes from, and to no others.
(() => {
  'use strict';
  const home = new URL(document.currentScript.src).origin;
  addEventListener('message', (event) => {
    const height = event.data && event.data.convokeHeight;
    if (event.origin !== home || !Number.isFinite(height)) return;
    for (const frame of document.querySelectorAll('iframe')) {
      if (frame.contentWindow === event.source) frame.style.height = `${Math.min(Math.max(height, 120), 20000)}px`;
    }
  });
})();
