using System.Text;
using AiProxy.Host.Logging;

namespace AiProxy.Host.Tests.Logging;

public sealed class GroupedOutputTests
{
    [Fact]
    public async Task WriteLine_FromManyThreads_AllAreOutWholeAtTheEnd()
    {
        using var stream = new MemoryStream();
        await using (var output = new GroupedOutput(stream))
        {
            await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Task.Run(() => output.WriteLine($"{{\"line\":{i}}}"))));
        }

        string[] lines = Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"{{\"line\":{i}}}").Order(StringComparer.Ordinal), lines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task WriteLine_OneLine_IsOutWithoutAnEnd()
    {
        var stream = new SignallingStream();
        await using var output = new GroupedOutput(stream);

        output.WriteLine("alone");

        Assert.Equal("alone", (await stream.Flushed.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Trim());
    }

    [Fact]
    public async Task WriteLine_StreamIsBroken_NobodyFails()
    {
        var output = new GroupedOutput(new BrokenStream());

        output.WriteLine("one");
        output.WriteLine("two");

        await output.DisposeAsync();
    }

    private sealed class SignallingStream : MemoryStream
    {
        public TaskCompletionSource<string> Flushed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            Flushed.TrySetResult(Encoding.UTF8.GetString(ToArray()));
            return Task.CompletedTask;
        }
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromException(new IOException("Broken pipe"));

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("Broken pipe");

        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("Broken pipe");
    }
}
