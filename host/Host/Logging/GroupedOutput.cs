using System.Text;
using System.Threading.Channels;
using AWS.Lambda.Powertools.Common;

namespace AiProxy.Host.Logging;

/// <summary>
/// Log lines to a stream, those of a moment in one write: a request has six lines, and each would cost a system call. A line
/// is on its way as soon as nothing is before it, and all are out when this is disposed. A killed process may lose its last lines; Lambda, which
/// freezes a function between invocations, must write at once and does not use this.
/// </summary>
internal sealed class GroupedOutput : IConsoleWrapper, IAsyncDisposable
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
    private readonly StreamWriter _writer;
    private readonly Task _writing;

    public GroupedOutput(Stream stream)
    {
        _writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 32 * 1024);
        _writing = Task.Run(WriteAllAsync);
    }

    public void WriteLine(string message)
    {
        if (!_lines.Writer.TryWrite(message))
        {
            // Disposed: what is said after the end is still said.
            Console.Out.WriteLine(message);
        }
    }

    public void Debug(string message) => System.Diagnostics.Debug.WriteLine(message);

    public void Error(string message) => Console.Error.WriteLine(message);

    public async ValueTask DisposeAsync()
    {
        _lines.Writer.TryComplete();
        await _writing;
        try
        {
            await _writer.DisposeAsync();
        }
        catch (IOException)
        {
            // As in the loop: nobody reads any more.
        }
    }

    private async Task WriteAllAsync()
    {
        try
        {
            while (await _lines.Reader.WaitToReadAsync())
            {
                while (_lines.Reader.TryRead(out string? line))
                {
                    await _writer.WriteLineAsync(line);
                }
                await _writer.FlushAsync();
            }
        }
        catch (IOException)
        {
            // Nobody reads standard output any more; requests go on without a log, and the lines are let go.
            while (await _lines.Reader.WaitToReadAsync())
            {
                _lines.Reader.TryRead(out _);
            }
        }
    }
}
