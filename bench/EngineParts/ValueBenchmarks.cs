using System.Buffers;
using System.Text.Json;
using AiProxy.Jsonata.Values;
using BenchmarkDotNet.Attributes;

namespace AiProxy.Bench.EngineParts;

/// <summary>Reading JSON into a value and writing it, beside the framework's own.</summary>
[MemoryDiagnoser]
public class ValueBenchmarks
{
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private JsonDocument _document = null!;

    /// <summary>Makes the framework's own document.</summary>
    [GlobalSetup]
    public void Setup() => _document = JsonDocument.Parse(Sample.Utf8);

    /// <summary>Bytes to the framework's document.</summary>
    [Benchmark(Baseline = true)]
    public void ParseJsonDocument() => JsonDocument.Parse(Sample.Utf8).Dispose();

    /// <summary>Bytes to a value.</summary>
    [Benchmark]
    public Value Parse() => Value.Parse(Sample.Utf8);

    /// <summary>A value to bytes.</summary>
    [Benchmark]
    public int Write()
    {
        _buffer.ResetWrittenCount();
        Sample.Value.WriteTo(_buffer);
        return _buffer.WrittenCount;
    }

    /// <summary>The framework's document to bytes.</summary>
    [Benchmark]
    public int WriteJsonDocument()
    {
        _buffer.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(_buffer);
        _document.WriteTo(writer);
        writer.Flush();
        return _buffer.WrittenCount;
    }
}
