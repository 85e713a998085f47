using Microsoft.Extensions.Options;
using HostOptions = AiProxy.Host.Configuration.HostOptions;

namespace AiProxy.Host.Shutdown;

/// <summary>
/// What becomes of running requests when the host is told to stop (SIGTERM, Ctrl+C): they may go on for the grace period, then they are ended
/// and answered. Without it they would be cut off in mid-answer, and a caller could not tell that from a broken network.
/// </summary>
internal sealed partial class Drain : IDisposable
{
    /// <summary>What the server is given beyond the grace period, to write the last answers.</summary>
    public static readonly TimeSpan WritingTime = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _ended = new();
    private readonly CancellationTokenRegistration _stopping;
    private readonly CancellationTokenRegistration _stopped;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly TimeSpan _grace;
    private ITimer? _timer;
    private int _running;

    public Drain(IHostApplicationLifetime lifetime, IOptions<HostOptions> options, TimeProvider time, ILogger<Drain> logger)
    {
        _logger = logger;
        _time = time;
        _grace = TimeSpan.FromSeconds(options.Value.ShutdownGraceSeconds);
        Stopping = lifetime.ApplicationStopping;
        _stopping = Stopping.Register(Begin);
        _stopped = lifetime.ApplicationStopped.Register(LogStopped);
    }

    /// <summary>The host has been told to stop: nothing new begins.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>The grace period is over: what still runs ends.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>A request begins.</summary>
    public void Enter() => Interlocked.Increment(ref _running);

    /// <summary>A request has been answered.</summary>
    public void Leave() => Interlocked.Decrement(ref _running);

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Dispose();
        _stopped.Dispose();
        _timer?.Dispose();
        _ended.Dispose();
    }

    private void Begin()
    {
        LogStopping(Volatile.Read(ref _running), _grace.TotalSeconds);
        _timer = _time.CreateTimer(static state => ((Drain)state!).End(), this, _grace, Timeout.InfiniteTimeSpan);
    }

    private void End()
    {
        int running = Volatile.Read(ref _running);
        if (running > 0)
        {
            LogEnding(running);
        }
        _ended.Cancel();
    }

    [LoggerMessage(40, LogLevel.Information, "Stopping: {Running} requests are running and have {GraceSeconds} s to finish")]
    private partial void LogStopping(int running, double graceSeconds);

    [LoggerMessage(41, LogLevel.Warning, "The grace period is over: {Running} requests are ended with 503 shutting_down")]
    private partial void LogEnding(int running);

    [LoggerMessage(42, LogLevel.Information, "Stopped")]
    private partial void LogStopped();
}
