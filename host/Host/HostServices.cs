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
using AiProxy.Host.Processes;
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
using AWS.Lambda.Powertools.Common;
using AWS.Lambda.Powertools.Idempotency.Persistence;
using HostOptions = AiProxy.Host.Configuration.HostOptions;

namespace AiProxy.Host;

/// <summary>Builds the host's parts: stores, providers, functions, engine, project.</summary>
internal static class HostServices
{
    /// <summary>Adds everything that the files and settings ask for.</summary>
    /// <param name="builder">Gets it.</param>
    /// <param name="files">Where routes, workflows and data are.</param>
    /// <param name="options">The settings.</param>
    /// <param name="functionOutput">Takes what functions in processes of their own print.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StartupException">The routes or workflows cannot be used; the message lists every diagnostic, one a line.</exception>
    public static async Task AddAsync(
        WebApplicationBuilder builder, ProjectFiles files, HostOptions options, IConsoleWrapper functionOutput, CancellationToken cancellationToken)
    {
        TimeProvider time = TimeProvider.System;
        var stores = new HostStores(new Database(files.Data, time), new LocalSecrets(builder.Configuration), time);
        SimulatorServer? simulators = null;
        IWorkflowFunctions? functions = null;
        try
        {
            if (options.Engine == WorkflowEngine.StepFunctions)
            {
                if (options.Functions == FunctionsMode.Process)
                {
                    throw new StartupException("With --engine stepfunctions the functions are the deployment's: leave --functions process out.");
                }
                if (options.FunctionArns.Count > 0)
                {
                    throw new StartupException("With --engine stepfunctions the functions are the deployment's: leave AiProxy:FunctionArns out.");
                }
                AddDeployment(builder.Services, files, Deployment.Connect(options, builder.Configuration, time));
            }
            else
            {
                var live = new LiveProject();
                simulators = await SimulatorServer.StartAsync(new SimulatorOptions { TimeProvider = time }, cancellationToken);
                functions = options.Functions == FunctionsMode.Process
                    ? await ProcessMode.StartAsync(options, stores, live, functionOutput, cancellationToken)
                    : InProcess(stores, live);
                AddEmbedded(builder.Services, files, options, stores, simulators, functions, live);
            }
            AddShared(builder.Services, files, options, stores);
        }
        catch
        {
            if (functions is IAsyncDisposable started)
            {
                await started.DisposeAsync();
            }
            if (simulators is not null)
            {
                await simulators.DisposeAsync();
            }
            stores.Database.Dispose();
            throw;
        }
    }

    /// <summary>Makes the container dispose of what it was given, when the host ends: it only does so for what it was once asked for.</summary>
    public static void Own(IServiceProvider services)
    {
        services.GetRequiredService<Database>();
        services.GetService<SimulatorServer>();
        services.GetService<IWorkflowFunctions>();
    }

    private static LocalFunctions InProcess(HostStores stores, LiveProject live) => new(services => services
        .ReplaceWith(stores.Time)
        .ReplaceWith<IAmazonSecretsManager>(stores.Secrets)
        .ReplaceWith<BasePersistenceStore>(stores.Records)
        .ReplaceWith<IPayloadStore>(stores.Payloads)
        .ReplaceWith<IRouteSource>(live));

    private static void AddEmbedded(
        IServiceCollection services,
        ProjectFiles files,
        HostOptions options,
        HostStores stores,
        SimulatorServer simulators,
        IWorkflowFunctions functions,
        LiveProject live)
    {
        var loader = new ProjectLoader(
            files,
            functions.Substitutions,
            provider => !provider.Simulated && (options.Simulate || (provider.Secret is { } secret && !stores.Secrets.Has(secret)))
                ? new ProviderOverride(simulators.BaseUrl(provider.Format.Name))
                : null);
        AddProject(services, loader, live);

        var tasks = new TaskHandlerRegistry();
        functions.Register(tasks, FunctionArns.Read(options.FunctionArns, functions.Names), stores.Time);
        var engine = new ExecutionEngine(new EngineOptions { TaskHandlers = tasks, TimeProvider = stores.Time, RecordHistory = false });
        // By factory: the container disposes of what it has made, in reverse order, and not of what it was handed.
        services.AddSingleton(_ => simulators);
        services.AddSingleton(_ => functions);
        services.AddSingleton<IPayloadStore>(stores.Payloads);
        services.AddSingleton<IWorkflowRunner>(new EmbeddedWorkflowRunner(live, engine));
    }

    private static void AddDeployment(IServiceCollection services, ProjectFiles files, Deployment deployment)
    {
        AddProject(services, new ProjectLoader(files, new Dictionary<string, string>(), _ => null, [.. deployment.Workflows.Names]), new LiveProject());
        services.AddSingleton(deployment.Payloads);
        services.AddSingleton(deployment.Runner);
    }

    private static void AddProject(IServiceCollection services, ProjectLoader loader, LiveProject live)
    {
        ProjectSource source = loader.Read();
        LoadFirst(loader.Load(source), live);
        services.AddSingleton(live);
        services.AddSingleton<IRouteSource>(live);
        services.AddSingleton(provider => new ProjectReloader(loader, live, source, provider.GetRequiredService<Announcements>(), TimeProvider.System));
    }

    private static void AddShared(IServiceCollection services, ProjectFiles files, HostOptions options, HostStores stores)
    {
        services.AddSingleton(_ => stores.Database);
        services.AddSingleton(stores.Time);
        services.AddSingleton(files);
        services.AddSingleton(new StartTime(stores.Time.GetUtcNow().ToUnixTimeSeconds()));
        services.AddSingleton<RequestIds>();
        services.AddSingleton<IRequestRecords>(new SqliteRequestRecords(stores.Database));
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
