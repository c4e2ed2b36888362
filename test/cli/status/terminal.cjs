// Makes a process take its standard output for a terminal of 100 columns, as Node would present one.
const { WriteStream } = require("node:tty");

process.stdout.isTTY = true;
process.stdout.columns = 100;
process.stdout.getColorDepth = WriteStream.prototype.getColorDepth;
