#!/usr/bin/env node
// The engine and JSONata beside their peers in the same minutes: ours, the peer, ours, the peer; prints each scenario's median and the paired ratios.
//   node bench/Engine/compare.mjs [PAIRS, 5 by default] [asl | jsonata]
// Needs ../shared/bench and npm. The peers are installed under artifacts/peers, which is never committed.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const shared = resolve(root, '../shared/bench');
const peers = join(root, 'artifacts/peers');
const pairs = Number(process.argv[2] ?? 5);
const only = process.argv[3];
// As many rounds of a peer's own as give its just-in-time compiler time to settle.
const peerRounds = '2';

function install() {
  for (const folder of ['peers', 'asl', 'jsonata']) cpSync(join(shared, folder), join(peers, folder), { recursive: true });
  if (!existsSync(join(peers, 'peers/node_modules/jsonata'))) {
    execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'], { cwd: join(peers, 'peers'), stdio: 'inherit' });
  }
}

function run(command, args, cwd) {
  const done = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${done.status}: ${done.stderr}`);
  return done;
}

const ours = (verb) => run('dotnet', [join(root, 'bench/Engine/bin/Release/net10.0/AiProxy.Bench.Engine.dll'), verb], root);
const peer = (script) => run('node', [script, peerRounds], join(peers, 'peers')).stdout;

// It knows no JSONata: it enters such a state, takes its text as it is, and goes on or fails.
const peerRuns = (scenario) => !readFileSync(join(peers, 'asl', `${scenario}.asl.json`), 'utf8').includes('"JSONata"');

// Each gives { scenario: { figure: number } }; the figures of the two sides have the same names.
const sides = {
  asl: {
    ours() {
      const done = ours('asl');
      const found = {};
      for (const [, name, us] of done.stdout.matchAll(/^(\S+)\t([\d.]+)\t\d+$/gm)) found[name] = { wall: Number(us) };
      for (const [, name, us] of done.stderr.matchAll(/^(\S+): ([\d.]+) us of CPU a transition$/gm)) found[name].cpu = Number(us);
      return found;
    },
    peer() {
      const found = {};
      for (const [, name, wall, cpu] of peer('asl.mjs').matchAll(/^(\S+) .*?([\d.]+) us\/transition .* = ([\d.]+) us\/tr /gm))
        if (peerRuns(name)) found[name] = { wall: Number(wall), cpu: Number(cpu) };
      return found;
    },
  },
  jsonata: {
    ours() {
      const found = {};
      for (const [, name, us] of ours('jsonata').stdout.matchAll(/^(\S+)\t([\d.]+)\t\d+\t[\d.]+$/gm)) found[name] = { cpu: Number(us) };
      return found;
    },
    peer() {
      const found = {};
      for (const [name, one] of Object.entries(JSON.parse(peer('jsonata.mjs')).out)) found[name] = { cpu: one.cpu_us_eval };
      return found;
    },
  },
};

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
const show = (number) => (number >= 100 ? number.toFixed(0) : number >= 1 ? number.toFixed(2) : number.toFixed(3));

install();
run('dotnet', ['build', 'bench/Engine', '-c', 'Release', '-v', 'quiet', '--nologo'], root);
for (const [verb, side] of Object.entries(sides)) {
  if (only && only !== verb) continue;
  const samples = [];
  for (let pair = 0; pair < pairs; pair++) samples.push([side.ours(), side.peer()]);
  console.log(`${verb}: ${pairs} pairs; microseconds, medians; the ratio of each pair, lowest to highest`);
  for (const name of Object.keys(samples[0][0])) {
    for (const figure of Object.keys(samples[0][0][name])) {
      const both = samples.map(([a, b]) => [a[name]?.[figure], b[name]?.[figure]]).filter(([a, b]) => a > 0 && b > 0);
      const own = show(median(samples.map(([a]) => a[name][figure])));
      if (both.length === 0) {
        console.log(`${name}\t${figure}\t${own}\tthe peer does not run it`);
        continue;
      }
      const ratios = both.map(([a, b]) => b / a).toSorted((a, b) => a - b);
      console.log(`${name}\t${figure}\t${own}\t${show(median(both.map(([, b]) => b)))}\tx ${show(median(ratios))}\t(${ratios.map(show).join(', ')})`);
    }
  }
}
