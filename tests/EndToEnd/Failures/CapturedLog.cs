using System.Collections.Concurrent;
using System.Text.Json;
using AWS.Lambda.Powertools.Common;
using AWS.Lambda.Powertools.Logging;

namespace AiProxy.EndToEnd.Tests.Failures;

/// <summary>The lines that functions and gateway write, instead of on standard output, for as long as this lives.</summary>
internal sealed class CapturedLog : IConsoleWrapper, IDisposable
{
    private readonly ConcurrentQueue<string> _lines = [];
    private TaskCompletionSource _written = NewSignal();

    /// <summary>The one there is; null outside of its life. Functions in processes of their own do not know of it: their host puts their lines here.</summary>
    public static CapturedLog? Current { get; private set; }

    /// <param name="configure">Sets more than where the lines go.</param>
    public CapturedLog(Action<PowertoolsLoggerConfiguration>? configure = null)
    {
        Current = this;
        Logger.Configure(configuration =>
        {
            configuration.LogOutput = this;
            configure?.Invoke(configuration);
        });
    }

    public IReadOnlyList<string> All => [.. _lines];

    /// <summary>The lines of one request.</summary>
    public IReadOnlyList<JsonElement> Of(string correlationId) =>
        [.. Json().Where(line => line.TryGetProperty("correlation_id", out JsonElement id) && id.GetString() == correlationId)];

    /// <summary>The request that the gateway's line about <paramref name="model"/> is of; null before there is one.</summary>
    public string? RequestOf(string model) =>
        Json().Where(line => line.TryGetProperty("model", out JsonElement name) && name.GetString() == model && !line.TryGetProperty("function_name", out _))
            .Select(line => line.GetProperty("correlation_id").GetString()).FirstOrDefault();

    /// <summary>Ends when a line comes that is not there yet; take it before looking at the lines.</summary>
    public Task MoreAsync() => Volatile.Read(ref _written).Task;

    public void WriteLine(string message)
    {
        _lines.Enqueue(message);
        Interlocked.Exchange(ref _written, NewSignal()).SetResult();
    }

    public void Debug(string message) => WriteLine(message);

    public void Error(string message) => WriteLine(message);

    public void Dispose()
    {
        Current = null;
        Logger.Configure(_ => { });
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private IEnumerable<JsonElement> Json() => _lines.Select(line => JsonElement.Parse(line));
}
