using System.Threading.Channels;
using AiProxy.Host.Configuration;
using AiProxy.Host.Workflows;

namespace AiProxy.Host.Projects;

/// <summary>
/// Calls the reloader when the file system says that something has changed, and from time to time in any case: events are lost where files are
/// mounted, linked or on a network.
/// </summary>
internal sealed partial class ProjectWatcher(ProjectFiles files, ProjectReloader reloader, TimeProvider time, ILogger<ProjectWatcher> logger)
    : BackgroundService
{
    /// <summary>How often the files are looked at without an event. They are few and small.</summary>
    public static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // One pending look is enough: it sees everything that has happened before it.
        Channel<bool> looks = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        void Look() => looks.Writer.TryWrite(true);

        using FileSystemWatcher? routes = Watch(Path.GetDirectoryName(files.Routes)!, Path.GetFileName(files.Routes), Look);
        using FileSystemWatcher? workflows = files.HasStateMachines ? Watch(files.StateMachines, "*" + WorkflowCatalog.Extension, Look) : null;
        await using ITimer poll = time.CreateTimer(_ => Look(), null, PollInterval, PollInterval);
        // What has changed between the first load and the watching.
        Look();
        try
        {
            while (await looks.Reader.WaitToReadAsync(stoppingToken) && looks.Reader.TryRead(out _))
            {
                await CheckAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops, or is disposed of without a stop; the latter would count as a failure of this service.
        }
    }

    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await reloader.CheckAsync(cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // The loop's boundary: whatever a file makes go wrong must not end the watching, nor the host.
            LogCheckFailed(e);
        }
    }

    private FileSystemWatcher? Watch(string folder, string filter, Action look)
    {
        try
        {
            var watcher = new FileSystemWatcher(folder, filter);
            watcher.Changed += (_, _) => look();
            watcher.Created += (_, _) => look();
            watcher.Deleted += (_, _) => look();
            watcher.Renamed += (_, _) => look();
            watcher.Error += (_, _) => look();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or PlatformNotSupportedException)
        {
            // For example no inotify instance is left. Looking every two seconds is enough to live on.
            LogPollingOnly(folder, e.Message);
            return null;
        }
    }

    [LoggerMessage(10, LogLevel.Error, "Looking for changes of routes and workflows failed")]
    private partial void LogCheckFailed(Exception exception);

    [LoggerMessage(11, LogLevel.Warning, "The folder {Folder} cannot be watched, its files are polled instead: {Reason}")]
    private partial void LogPollingOnly(string folder, string reason);
}
