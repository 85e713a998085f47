using AiProxy.Host.Functions;
using AiProxy.Host.Processes.RuntimeApi;
using AiProxy.Host.Projects;
using AiProxy.LocalServices;
using AiProxy.StatesLanguage.Tasks;

namespace AiProxy.Host.Processes;

/// <summary>
/// The Lambda functions as they were published, each in processes of its own behind a Runtime API of this host's: what is run here is, byte by byte, what
/// is deployed.
/// </summary>
internal sealed class ProcessFunctions : IWorkflowFunctions, IAsyncDisposable
{
    private const string Validate = "Validate";

    // As the CDK app has it: a call lives as long as an Express execution may, all others do work of milliseconds.
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Brief = TimeSpan.FromSeconds(15);

    private static readonly (string Name, TimeSpan Limit)[] Functions =
        [(Validate, Brief), ("Transform", Brief), ("CallProvider", Long), ("Merge", Brief)];

    private readonly IReadOnlyList<FunctionPackage> _packages;
    private readonly RuntimeApiServer _server;
    private readonly LocalServicesServer _services;
    private readonly RoutedPools _validate;
    private readonly Dictionary<string, FunctionPool> _pools;
    private readonly string _folder;

    private ProcessFunctions(
        IReadOnlyList<FunctionPackage> packages,
        RuntimeApiServer server,
        LocalServicesServer services,
        LiveProject live,
        ProcessSettings settings)
    {
        _packages = packages;
        _server = server;
        _services = services;
        // Its files are this user's alone.
        _folder = Directory.CreateTempSubdirectory("aiproxy-functions-").FullName;
        _pools = packages.Where(package => package.Name != Validate).ToDictionary(package => package.Name, package => Pool(package, null));
        _validate = new RoutedPools(live, _folder, routes => Pool(packages.Single(package => package.Name == Validate), routes));

        FunctionPool Pool(FunctionPackage package, string? routes)
        {
            Dictionary<string, string> environment = FunctionEnvironment.Of(package, services, settings.MemoryMb);
            if (routes is not null)
            {
                environment["AIPROXY_ROUTES"] = routes;
            }
            return new FunctionPool(package, environment, server, settings.Limits, settings.Time, settings.Output, settings.Logger);
        }
    }

    /// <summary>What AWS's services are here.</summary>
    public required LocalServicesOptions Stores { get; init; }

    /// <summary>The ids of a function's processes.</summary>
    public IReadOnlyList<int> ProcessIdsOf(string function) => function == Validate ? _validate.Current.ProcessIds : _pools[function].ProcessIds;

    public IReadOnlyDictionary<string, string> Substitutions => _packages.ToDictionary(package => $"{package.Name}Arn", FunctionEnvironment.ArnOf);

    public IReadOnlyCollection<string> Names => [.. _packages.Select(package => package.Name)];

    /// <summary>Starts the Runtime API; processes are started when they are needed.</summary>
    /// <param name="packages">The folder that has a folder for each function.</param>
    /// <param name="options">What AWS's services are here.</param>
    /// <param name="live">The routes in force.</param>
    /// <param name="settings">Limits, clock, output.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="Configuration.StartupException">A package is missing.</exception>
    public static async Task<ProcessFunctions> StartAsync(
        string packages, LocalServicesOptions options, LiveProject live, ProcessSettings settings, CancellationToken cancellationToken)
    {
        IReadOnlyList<FunctionPackage> found = FunctionPackage.Find(packages, Functions.Select(function => function.Name));
        LocalServicesServer services = await LocalServicesServer.StartAsync(options, cancellationToken);
        try
        {
            return new ProcessFunctions(found, await RuntimeApiServer.StartAsync(cancellationToken), services, live, settings) { Stores = options };
        }
        catch
        {
            await services.DisposeAsync();
            throw;
        }
    }

    public void Register(TaskHandlerRegistry registry, FunctionArns arns, TimeProvider time)
    {
        foreach (FunctionPackage package in _packages)
        {
            Func<FunctionPool> pool = package.Name == Validate ? () => _validate.Current : () => _pools[package.Name];
            TimeSpan limit = Functions.Single(function => function.Name == package.Name).Limit;
            arns.Add(registry, package.Name, new ProcessFunctionHandler(pool, FunctionEnvironment.ArnOf(package), limit, time));
        }
        registry.AddFunction("*", new UnknownFunctionHandler(Names));
    }

    /// <summary>Ends every process.</summary>
    public async ValueTask DisposeAsync()
    {
        await _validate.DisposeAsync();
        foreach (FunctionPool pool in _pools.Values)
        {
            await pool.DisposeAsync();
        }
        await _server.DisposeAsync();
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>What processes of functions need beside their packages.</summary>
/// <param name="Limits">How many there may be of each function.</param>
/// <param name="MemoryMb">What a function is told it has, MB.</param>
/// <param name="Time">The clock.</param>
/// <param name="Output">Takes what they print.</param>
/// <param name="Logger">Takes what happens to them.</param>
internal sealed record ProcessSettings(PoolLimits Limits, int MemoryMb, TimeProvider Time, IFunctionOutput Output, ILogger Logger);
