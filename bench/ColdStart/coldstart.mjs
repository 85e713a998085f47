// node coldstart.mjs STARTS FOLDER... : the time from a process's start to its first answer, over a stand-in for Lambda's Runtime API.
// Each FOLDER holds published functions as Name/bootstrap (native) or Name/AiProxy.Name.dll (JIT). Starts alternate: one of each, then again.
// AWS and the provider are peers in a thread of their own that answer at once; how fast is printed with the figures.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { Worker, isMainThread, parentPort } from 'node:worker_threads';
import { createHash } from 'node:crypto';

const secret = 'a'.repeat(43);
const routes = (port) => JSON.stringify({
  providers: { bench: { format: 'openai', url: `http://127.0.0.1:${port}/v1`, models: { model: {} } } },
  routes: { chat: { targets: ['bench/model'] } },
});

if (!isMainThread) peers();
else await main();

// What the functions ask, answered without looking twice.
function peers() {
  let output = '{}';
  const json = (response, body, headers = {}) => {
    const text = JSON.stringify(body);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), ...headers });
    response.end(text);
  };
  const completion = {
    id: 'c', object: 'chat.completion', created: 1, model: 'model',
    choices: [{ index: 0, message: { role: 'assistant', content: 'Hello.' }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 },
  };
  const key = { id: { S: 'k' }, caller: { S: 'bench' }, hash: { S: createHash('sha256').update(secret).digest('hex') } };
  const server = http.createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      switch (request.headers['x-amz-target'] ?? `${request.method} ${request.url.split('?')[0]}`) {
        case 'DynamoDB_20120810.GetItem': return json(response, { Item: key });
        case 'secretsmanager.GetSecretValue': return json(response, { Name: 's', SecretString: 'sk-bench' });
        case 'AWSStepFunctions.StartSyncExecution':
          return json(response, { executionArn: 'arn:e', startDate: 1, stopDate: 2, status: 'SUCCEEDED', output });
        case 'POST /configurationsessions': return json(response, { InitialConfigurationToken: 't' });
        case 'GET /configuration':
          return json(response, JSON.parse(routes(server.address().port)),
            { 'Next-Poll-Configuration-Token': 't', 'Next-Poll-Interval-In-Seconds': '60' });
        case 'POST /v1/chat/completions': return json(response, completion);
        default: return json(response, {});
      }
    });
  });
  parentPort.on('message', (text) => { output = text; });
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
}

async function main() {
  const starts = +process.argv[2];
  const folders = process.argv.slice(3);
  const worker = new Worker(new URL(import.meta.url));
  const port = await new Promise((resolve) => worker.once('message', resolve));
  const file = path.join(folders[0], 'routes.bench.json');
  fs.writeFileSync(file, routes(port));
  const url = `http://127.0.0.1:${port}`;
  const body = { model: 'chat', messages: [{ role: 'user', content: 'Say hello.' }] };
  const environment = {
    PATH: process.env.PATH, LANG: 'C.UTF-8', AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'AKID', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'token',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512', AWS_LAMBDA_FUNCTION_VERSION: '1', AWS_LAMBDA_LOG_GROUP_NAME: 'g', AWS_LAMBDA_LOG_STREAM_NAME: 's',
    POWERTOOLS_SERVICE_NAME: 'aiproxy', IDEMPOTENCY_TABLE: 'records', PAYLOAD_BUCKET: 'payloads', KEYS_TABLE: 'keys', AIPROXY_ROUTES: file,
    WORKFLOWS: '{"aggregate":"arn:aws:states:eu-west-1:1:stateMachine:m:live"}', AWS_ENDPOINT_URL: url, DOTNET_TieredPGO: '0',
    ...(process.env.DOTNET_ROOT ? { DOTNET_ROOT: process.env.DOTNET_ROOT } : {}),
  };

  const commandOf = (folder, name) => {
    const native = path.join(folder, name, 'bootstrap');
    return fs.existsSync(native) ? [native] : ['dotnet', path.join(folder, name, `AiProxy.${name}.dll`)];
  };
  const has = (folder, name) => fs.existsSync(path.join(folder, name));

  // One start, one invocation: milliseconds, memory and the answer.
  const start = (command, name, event, extra = {}) => new Promise((resolve, reject) => {
    let began; let child; let asked = false; let said = '';
    const server = http.createServer((request, response) => {
      if (request.url.endsWith('/next')) {
        if (asked) return;
        asked = true;
        response.writeHead(200, {
          'Lambda-Runtime-Aws-Request-Id': 'r1', 'Lambda-Runtime-Deadline-Ms': String(Date.now() + 60000),
          'Lambda-Runtime-Invoked-Function-Arn': 'arn:aws:lambda:eu-west-1:1:function:f',
          'Lambda-Runtime-Trace-Id': 'Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=1', 'content-type': 'application/json',
        });
        response.end(event);
        return;
      }
      const parts = [];
      request.on('data', (part) => parts.push(part));
      request.on('end', () => {
        const ms = performance.now() - began;
        response.writeHead(202); response.end('{}');
        const answer = Buffer.concat(parts).toString();
        const rss = +(fs.readFileSync(`/proc/${child.pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)?.[1] ?? 0) / 1024;
        child.removeAllListeners('exit'); child.kill('SIGKILL'); server.close(); server.closeAllConnections();
        if (request.url.endsWith('/response')) resolve({ ms, rss, answer });
        else reject(new Error(`${command.join(' ')} failed: ${answer}\n${said}`));
      });
    });
    server.listen(0, '127.0.0.1', () => {
      began = performance.now();
      child = spawn(command[0], command.slice(1), {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...environment, ...extra, AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${server.address().port}`, AWS_LAMBDA_FUNCTION_NAME: name, ANNOTATIONS_HANDLER: name, LAMBDA_TASK_ROOT: path.dirname(command[0]) },
      });
      child.stdout.on('data', (text) => { said += text; });
      child.stderr.on('data', (text) => { said += text; });
      child.on('exit', (code) => { server.close(); reject(new Error(`${command.join(' ')} ended with ${code} before it answered:\n${said}`)); });
    });
  });

  // A program that prints a line: from its start to the line.
  const print = (command) => new Promise((resolve, reject) => {
    let ms;
    const began = performance.now();
    const child = spawn(command[0], command.slice(1), { stdio: ['ignore', 'pipe', 'ignore'] });
    child.stdout.once('data', () => { ms = performance.now() - began; });
    // After both the exit and the end of the output, in whatever order they come.
    child.on('close', () => (ms === undefined ? reject(new Error(`${command.join(' ')} printed nothing`)) : resolve({ ms, rss: 0, answer: '' })));
  });

  // Each state's input is what the workflow would hand it: the answer of the one before.
  const first = folders[0];
  const answerOf = async (name, event) => (await start(commandOf(first, name), name, event)).answer;
  const events = { Empty: '{"requestId":"req_1"}', Validate: JSON.stringify({ requestId: 'req_1', caller: 'bench', request: { inline: body } }) };
  events.Transform = await answerOf('Validate', events.Validate);
  const waves = JSON.parse(await answerOf('Transform', events.Transform));
  events.CallProvider = JSON.stringify({ requestId: 'req_1', call: waves.waves[0].calls[0], deadline: Date.now() + 3600_000 });
  const result = JSON.parse(await answerOf('CallProvider', events.CallProvider));
  events.Merge = JSON.stringify({ requestId: 'req_1', executionId: 'req_1', plan: waves.plan, results: [result], winner: null, raced: [], deadlinePassed: false });
  worker.postMessage(await answerOf('Merge', events.Merge));
  events.Authorize = JSON.stringify({ type: 'TOKEN', authorizationToken: `Bearer aip_k_${secret}`, methodArn: 'arn:aws:execute-api:eu-west-1:1:a/live/POST/v1/chat/completions' });
  events.Gateway = JSON.stringify({
    resource: '/v1/chat/completions', path: '/v1/chat/completions', httpMethod: 'POST', headers: { 'content-type': 'application/json' },
    requestContext: { stage: 'live', requestId: 'x', httpMethod: 'POST', path: '/live/v1/chat/completions', authorizer: { caller: 'bench', routes: '*', keyId: 'k' } },
    body: JSON.stringify(body), isBase64Encoded: false,
  });

  const runs = [];
  for (const folder of folders) {
    const label = folders.length > 1 ? ` (${path.basename(folder)})` : '';
    if (has(folder, 'Console')) runs.push({ name: `console${label}`, run: () => print(commandOf(folder, 'Console')) });
    for (const name of ['Empty', 'Validate', 'Transform', 'Merge', 'CallProvider', 'Gateway', 'Authorize']) {
      if (has(folder, name)) runs.push({ name: `${name}${label}`, run: () => start(commandOf(folder, name), name, events[name]) });
    }
    if (has(folder, 'Validate')) runs.push({ name: `Validate, live routes${label}`, run: () => start(commandOf(folder, 'Validate'), 'Validate', events.Validate, { ROUTES_APPCONFIG: 'a/e/p' }) });
  }
  for (const run of runs) run.samples = [];
  for (let i = 0; i <= starts; i++) {
    for (const run of runs) {
      const sample = await run.run();
      // The first round only fills the page cache.
      if (i > 0) run.samples.push(sample);
    }
  }

  const sorted = (values) => values.slice().sort((a, b) => a - b);
  const median = (values) => { const s = sorted(values); const m = s.length >> 1; return s.length % 2 ? s[m] : (s[m - 1] + s[m]) / 2; };
  const ms = (run) => run.samples.map((sample) => sample.ms);
  const paired = (run, base) => (base ? median(run.samples.map((sample, i) => sample.ms / base.samples[i].ms)).toFixed(2) : '-');
  const named = (name) => runs.find((run) => run.name === name || run.name.startsWith(`${name} (`));
  const latency = [];
  for (let i = 0; i < 200; i++) { const t = performance.now(); await (await fetch(`${url}/any`)).text(); latency.push(performance.now() - t); }
  console.log(`${starts} alternating starts; peers answer in ${median(latency).toFixed(2)} ms (median)`);
  console.log('| start | median ms | min | max | x console | x empty | RSS MB |\n|---|---|---|---|---|---|---|');
  for (const run of runs) {
    const values = sorted(ms(run));
    console.log(`| ${run.name} | ${median(values).toFixed(1)} | ${values[0].toFixed(1)} | ${values.at(-1).toFixed(1)} | ${paired(run, named('console'))} | ${paired(run, named('Empty'))} | ${median(run.samples.map((s) => s.rss)).toFixed(0)} |`);
  }
  await worker.terminate();
}
