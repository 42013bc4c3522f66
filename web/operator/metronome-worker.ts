const beat = 50;

setInterval(() => postMessage(null), beat);
