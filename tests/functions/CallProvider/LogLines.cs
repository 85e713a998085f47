using System.Collections.Concurrent;
using AWS.Lambda.Powertools.Common;
using AWS.Lambda.Powertools.Logging;

namespace AiProxy.CallProvider.Tests;

/// <summary>What the process logs; the logger is one for all tests, so each looks for its own request id.</summary>
internal sealed class LogLines : IConsoleWrapper
{
    private static readonly ConcurrentQueue<string> Lines = [];

    static LogLines() => Logger.Configure(configuration => configuration.LogOutput = new LogLines());

    public static string[] All => [.. Lines];

    public static void Capture()
    {
        // The static constructor does it, once.
    }

    public static string[] Of(string requestId) => [.. Lines.Where(line => line.Contains($"\"{requestId}\"", StringComparison.Ordinal))];

    public void WriteLine(string message) => Lines.Enqueue(message);

    public void Debug(string message) => Lines.Enqueue(message);

    public void Error(string message) => Lines.Enqueue(message);
}
