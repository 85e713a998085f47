// node serve.cjs FOLDER: dynalite, installed in FOLDER, in memory on a free port; prints its address when it answers.
const path = require('node:path');
const dynalite = require(path.join(process.argv[2], 'node_modules', 'dynalite'));

const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
