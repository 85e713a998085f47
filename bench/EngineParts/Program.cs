using AiProxy.Bench.EngineParts;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;

// What one step of the engine costs, in time and bytes; whole executions are in bench/Engine. All arguments are BenchmarkDotNet's:
// https://benchmarkdotnet.org/articles/guides/console-args.html
var config = ManualConfig.Create(DefaultConfig.Instance).WithArtifactsPath(Path.Combine(Environment.CurrentDirectory, "artifacts", "benchmarks"));
BenchmarkSwitcher.FromAssembly(typeof(Sample).Assembly).Run(args.Length == 0 ? ["--filter", "*", "--join"] : args, config);
