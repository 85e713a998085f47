using AiProxy.Host.Configuration;
using AiProxy.Host.Projects;
using AiProxy.Host.Storage;
using AiProxy.LocalServices;
using AiProxy.LocalServices.DynamoDb;
using AWS.Lambda.Powertools.Common;
using HostOptions = AiProxy.Host.Configuration.HostOptions;

namespace AiProxy.Host.Processes;

/// <summary>The host's setting <c>--functions process</c>: published functions on the host's own stores.</summary>
internal static class ProcessMode
{
    /// <summary>What a function is told it has; only reported, and the limit of its heap.</summary>
    private const int MemoryMb = 512;

    /// <exception cref="StartupException">The packages are not there.</exception>
    public static Task<ProcessFunctions> StartAsync(
        HostOptions options, HostStores stores, LiveProject live, IConsoleWrapper output, CancellationToken cancellationToken)
    {
        var services = new LocalServicesOptions
        {
            Items = new SqliteItemStore(stores.Database, new LocalTable(SqliteItemStore.Records, "id")),
            Objects = new PayloadObjects(stores.Payloads),
            Secrets = stores.Secrets,
        };
        var settings = new ProcessSettings(
            new PoolLimits(options.MaxProcessesPerFunction, options.MaxQueuedInvocations),
            MemoryMb,
            stores.Time,
            new FunctionOutput(output),
            LoggerFactory.Create(HostApplication.AddLogging).CreateLogger<FunctionPool>());
        return ProcessFunctions.StartAsync(ProjectFiles.LocatePackages(options, Directory.GetCurrentDirectory()), services, live, settings, cancellationToken);
    }
}
