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
    /// <summary>Adds everything that the files and settings ask for.</summary>
    /// <exception cref="StartupException">The routes or workflows cannot be used; the message lists every diagnostic, one a line.</exception>
    public static async Task AddAsync(WebApplicationBuilder builder, ProjectFiles files, HostOptions options, CancellationToken cancellationToken)
    {
        TimeProvider time = TimeProvider.System;
        var database = new Database(files.Data, time);
        SimulatorServer? simulators = null;
        try
        {
            if (options.Engine == WorkflowEngine.StepFunctions)
            {
                AddDeployment(builder, files, options, Deployment.Connect(options, builder.Configuration, time));
            }
            else
            {
                simulators = await SimulatorServer.StartAsync(new SimulatorOptions { TimeProvider = time }, cancellationToken);
                AddEmbedded(builder, files, options, database, simulators);
            }
            AddShared(builder.Services, files, options, database);
        }
        catch
        {
            if (simulators is not null)
            {
                await simulators.DisposeAsync();
            }
            database.Dispose();
            throw;
        }
    }

    /// <summary>Makes the container dispose of what it was given, when the host ends: it only does so for what it was once asked for.</summary>
    public static void Own(IServiceProvider services)
    {
        services.GetRequiredService<Database>();
        services.GetService<SimulatorServer>();
    }

    private static void AddEmbedded(WebApplicationBuilder builder, ProjectFiles files, HostOptions options, Database database, SimulatorServer simulators)
    {
        TimeProvider time = TimeProvider.System;
        var secrets = new LocalSecrets(builder.Configuration);
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
        AddProject(builder.Services, loader, live);

        var tasks = new TaskHandlerRegistry();
        functions.Register(tasks, time);
        var engine = new ExecutionEngine(new EngineOptions { TaskHandlers = tasks, TimeProvider = time, RecordHistory = false });
        builder.Services.AddSingleton(_ => simulators);
        builder.Services.AddSingleton<IPayloadStore>(payloads);
        builder.Services.AddSingleton<IWorkflowRunner>(new EmbeddedWorkflowRunner(live, engine));
    }

    private static void AddDeployment(WebApplicationBuilder builder, ProjectFiles files, HostOptions options, Deployment deployment)
    {
        var live = new LiveProject();
        AddProject(builder.Services, new ProjectLoader(files, new Dictionary<string, string>(), _ => null, [.. deployment.Workflows.Names]), live);
        builder.Services.AddSingleton(deployment.Payloads);
        builder.Services.AddSingleton(deployment.Runner);
    }

    private static void AddProject(IServiceCollection services, ProjectLoader loader, LiveProject live)
    {
        ProjectSource source = loader.Read();
        LoadFirst(loader.Load(source), live);
        services.AddSingleton(live);
        services.AddSingleton<IRouteSource>(live);
        services.AddSingleton(provider => new ProjectReloader(loader, live, source, provider.GetRequiredService<Announcements>(), TimeProvider.System));
    }

    private static void AddShared(IServiceCollection services, ProjectFiles files, HostOptions options, Database database)
    {
        TimeProvider time = TimeProvider.System;
        // By factory: the container disposes of what it has made, in reverse order, and not of what it was handed.
        services.AddSingleton(_ => database);
        services.AddSingleton(time);
        services.AddSingleton(files);
        services.AddSingleton(new StartTime(time.GetUtcNow().ToUnixTimeSeconds()));
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
