using System.Buffers;
using System.Text.Json;
using AiProxy.StatesLanguage.Execution;
using AiProxy.StatesLanguage.History;
using BenchmarkDotNet.Attributes;

namespace AiProxy.Bench.EngineParts;

/// <summary>An event: kept by reference while the execution runs, text when somebody reads it.</summary>
[MemoryDiagnoser]
public class HistoryBenchmarks
{
    private const int Events = 1_000;
    private const long MaxBytes = 16 << 20;

    private readonly ArrayBufferWriter<byte> _buffer = new(4 << 20);
    private ExecutionHistory _history = null!;

    /// <summary>Fills what <see cref="Write"/> writes.</summary>
    [GlobalSetup]
    public void Setup() => _history = Append();

    /// <summary>A state entered and a state exited, with the document as input and output.</summary>
    [Benchmark(OperationsPerInvoke = Events)]
    public ExecutionHistory Append()
    {
        var history = new ExecutionHistory();
        var recorder = new HistoryRecorder(history, TimeProvider.System, MaxBytes);
        for (var i = 0; i < Events / 2; i++)
        {
            var entered = recorder.StateEntered(HistoryEventType.PassStateEntered, history.Count, "State", Sample.Value, recorder.Now);
            recorder.StateExited(HistoryEventType.PassStateExited, entered, "State", Sample.Value, default, 0);
        }

        return history;
    }

    /// <summary>The same events as GetExecutionHistory answers them.</summary>
    [Benchmark(OperationsPerInvoke = Events)]
    public int Write()
    {
        _buffer.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(_buffer);
        _history.WriteTo(writer);
        writer.Flush();
        return _buffer.WrittenCount;
    }
}
