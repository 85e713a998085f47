using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Routes;
using AiProxy.Gateway;
using AiProxy.Gateway.Idempotency;
using AiProxy.Gateway.Streaming;
using AiProxy.Gateway.Workflows;
using AiProxy.Host.Admission;
using AiProxy.Host.Configuration;
using AiProxy.Host.Endpoints;
using AiProxy.Host.Functions;
using AiProxy.Host.Projects;
using AiProxy.Host.Protection;
using AiProxy.Host.Providers;
using AiProxy.Host.Shutdown;
using AiProxy.Host.Storage;
using AiProxy.Host.Workflows;
using AiProxy.Simulators;
using AiProxy.StatesLanguage;
using AiProxy.StatesLanguage.Tasks;
using Amazon.SecretsManager;
using AWS.Lambda.Powertools.Idempotency.Persistence;
using HostOptions = AiProxy.Host.Configuration.HostOptions;

namespace AiProxy.Host;

/// <summary>Builds the host's parts: stores, providers, functions, engine, project.</summary>
internal static class HostServices
{
    /// <exception cref="StartupException">The routes or workflows cannot be used; the message lists every diagnostic, one a line.</exception>
    public static async Task AddAsync(WebApplicationBuilder builder, ProjectFiles files, HostOptions options, CancellationToken cancellationToken)
    {
        TimeProvider time = TimeProvider.System;
        var secrets = new LocalSecrets(builder.Configuration);
        SimulatorServer simulators = await SimulatorServer.StartAsync(new SimulatorOptions { TimeProvider = time }, cancellationToken);
        var database = new Database(files.Data, time);
        var store = new SqliteIdempotencyStore(database);
        var payloads = new SqlitePayloadStore(database, time);
        var live = new LiveProject();
        var functions = new LocalFunctions(services => services
            .ReplaceWith(time)
            .ReplaceWith<IAmazonSecretsManager>(secrets)
            .ReplaceWith<BasePersistenceStore>(store)
            .ReplaceWith<IPayloadStore>(payloads)
            .ReplaceWith<IRouteSource>(live));
        var loader = new ProjectLoader(
            files,
            functions.Substitutions,
            provider => options.Simulate || (provider.Secret is { } secret && !secrets.Has(secret))
                ? new ProviderOverride(simulators.BaseUrl(provider.Format.Name))
                : null);
        ProjectSource source = loader.Read();
        LoadFirst(loader.Load(source), live);

        var tasks = new TaskHandlerRegistry();
        functions.Register(tasks, time);
        var engine = new ExecutionEngine(new EngineOptions { TaskHandlers = tasks, TimeProvider = time, RecordHistory = false });

        // Registered by factory so that the container disposes them, in reverse order, when the host stops.
        IServiceCollection services = builder.Services;
        services.AddSingleton(_ => database);
        services.AddSingleton(_ => simulators);
        services.AddSingleton(time);
        services.AddSingleton(files);
        services.AddSingleton(live);
        services.AddSingleton<IRouteSource>(live);
        services.AddSingleton<IPayloadStore>(payloads);
        services.AddSingleton(new StartTime(time.GetUtcNow().ToUnixTimeSeconds()));
        services.AddSingleton<IWorkflowRunner>(new EmbeddedWorkflowRunner(live, engine));
        services.AddSingleton<RequestIds>();
        services.AddSingleton<IRequestRecords>(new SqliteRequestRecords(database));
        services.AddSingleton(new StreamingOptions { KeepAlive = options.StreamKeepAlive });
        services.AddSingleton<ChatGateway>();
        services.AddSingleton<OwnHosts>();
        services.AddSingleton<WorkflowSlots>();
        services.AddSingleton<Drain>();
        services.AddSingleton(provider => new Announcements(
            files,
            options.Banner ? Console.Out : null,
            options.Banner ? Console.Error : null,
            provider.GetRequiredService<ILogger<Announcements>>()));
        services.AddSingleton(provider => new ProjectReloader(loader, live, source, provider.GetRequiredService<Announcements>(), time));
        if (options.Watch)
        {
            services.AddHostedService<ProjectWatcher>();
        }
    }

    private static void LoadFirst(LoadedProject loaded, LiveProject live)
    {
        if (loaded.Snapshot is not { } snapshot)
        {
            ProjectDiagnostic[] errors = [.. loaded.Diagnostics.Where(diagnostic => diagnostic.IsError)];
            string count = errors.Length == 1 ? "an error" : $"{errors.Length} errors";
            throw new StartupException($"Routes and workflows have {count}:{Environment.NewLine}{string.Join<ProjectDiagnostic>(Environment.NewLine, errors)}");
        }
        live.Accept(snapshot, loaded.Diagnostics);
    }
}
