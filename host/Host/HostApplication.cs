using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Routes;
using AiProxy.Gateway;
using AiProxy.Gateway.Idempotency;
using AiProxy.Gateway.Streaming;
using AiProxy.Gateway.Workflows;
using AiProxy.Host.Configuration;
using AiProxy.Host.Endpoints;
using AiProxy.Host.Functions;
using AiProxy.Host.Providers;
using AiProxy.Host.Routes;
using AiProxy.Host.Storage;
using AiProxy.Host.Workflows;
using AiProxy.Simulators;
using AiProxy.StatesLanguage;
using AiProxy.StatesLanguage.Tasks;
using Amazon.SecretsManager;
using AWS.Lambda.Powertools.Idempotency.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using HostOptions = AiProxy.Host.Configuration.HostOptions;

namespace AiProxy.Host;

/// <summary>Puts the host together: files, stores, providers, functions, engine, endpoints.</summary>
public static class HostApplication
{
    private const string DefaultUrl = "http://127.0.0.1:8080";

    private const string ServiceNameVariable = "POWERTOOLS_SERVICE_NAME";

    private static readonly Dictionary<string, string> Switches = new()
    {
        ["--routes"] = $"{HostOptions.Section}:{nameof(HostOptions.Routes)}",
        ["--statemachines"] = $"{HostOptions.Section}:{nameof(HostOptions.StateMachines)}",
        ["--data"] = $"{HostOptions.Section}:{nameof(HostOptions.Data)}",
        ["--simulate"] = $"{HostOptions.Section}:{nameof(HostOptions.Simulate)}",
    };

    /// <summary>Runs the host until it is told to stop.</summary>
    /// <param name="args">The command line, see the README.</param>
    /// <returns>0, or 1 when it could not start; then standard error says why.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        // Powertools reads it wherever a line is written; on AWS the stack sets it.
        if (Environment.GetEnvironmentVariable(ServiceNameVariable) is null)
        {
            Environment.SetEnvironmentVariable(ServiceNameVariable, "aiproxy");
        }
        try
        {
            await using WebApplication app = await BuildAsync(args, CancellationToken.None);
            await app.StartAsync();
            Console.Out.WriteLine(Banner.Render(
                app.Urls.First(), app.Services.GetRequiredService<ProjectFiles>(), app.Services.GetRequiredService<IRouteSource>().Current));
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception e) when (e is StartupException or OptionsValidationException or IOException or SqliteException or FormatException)
        {
            await Console.Error.WriteLineAsync($"AiProxy cannot start. {e.Message}");
            return 1;
        }
    }

    /// <summary>Builds the host without starting it.</summary>
    /// <param name="args">The command line, see the README.</param>
    /// <param name="cancellationToken">Gives up building.</param>
    /// <exception cref="StartupException">A file it needs is missing or wrong; the message names the place and the remedy.</exception>
    public static async Task<WebApplication> BuildAsync(string[] args, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
        builder.Configuration.AddUserSecrets(typeof(HostApplication).Assembly, optional: true);
        builder.Configuration.AddCommandLine(args, Switches);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        if (builder.Configuration["urls"] is null)
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }
        HostOptions options = builder.Configuration.GetSection(HostOptions.Section).Get<HostOptions>() ?? new HostOptions();
        builder.Services.AddOptions<HostOptions>().BindConfiguration(HostOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaxRequestBodyBytes;
        });
        await AddAsync(builder, ProjectFiles.Locate(options, Directory.GetCurrentDirectory()), options, cancellationToken);

        WebApplication app = builder.Build();
        app.UseMiddleware<OpenAiErrors>();
        app.MapPost("/v1/chat/completions", ChatCompletionsEndpoint.HandleAsync);
        app.MapGet("/v1/models", ModelsEndpoint.HandleAsync);
        app.MapGet("/healthz", HealthEndpoint.HandleAsync);
        return app;
    }

    private static async Task AddAsync(WebApplicationBuilder builder, ProjectFiles files, HostOptions options, CancellationToken cancellationToken)
    {
        TimeProvider time = TimeProvider.System;
        var secrets = new LocalSecrets(builder.Configuration);
        SimulatorServer simulators = await SimulatorServer.StartAsync(new SimulatorOptions { TimeProvider = time }, cancellationToken);
        var database = new Database(files.Data, time);
        var store = new SqliteIdempotencyStore(database);
        var payloads = new SqlitePayloadStore(database, time);
        var routes = new LiveRoutes();
        var functions = new LocalFunctions(services => services
            .ReplaceWith(time)
            .ReplaceWith<IAmazonSecretsManager>(secrets)
            .ReplaceWith<BasePersistenceStore>(store)
            .ReplaceWith<IPayloadStore>(payloads)
            .ReplaceWith<IRouteSource>(routes));
        WorkflowCatalog workflows = WorkflowCatalog.Load(files.StateMachines, functions.Substitutions);
        routes.Set(RoutesFile.Load(files.Routes, new RouteTableOptions
        {
            KnownWorkflows = workflows.Names.ToHashSet(),
            Simulate = provider => options.Simulate || (provider.Secret is { } secret && !secrets.Has(secret))
                ? new ProviderOverride(simulators.BaseUrl(provider.Format.Name))
                : null,
        }));

        var tasks = new TaskHandlerRegistry();
        functions.Register(tasks, time);
        var engine = new ExecutionEngine(new EngineOptions { TaskHandlers = tasks, TimeProvider = time, RecordHistory = false });

        // Registered by factory so that the container disposes them, in reverse order, when the host stops.
        builder.Services.AddSingleton(_ => database);
        builder.Services.AddSingleton(_ => simulators);
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton(files);
        builder.Services.AddSingleton(workflows);
        builder.Services.AddSingleton<IRouteSource>(routes);
        builder.Services.AddSingleton<IPayloadStore>(payloads);
        builder.Services.AddSingleton(new StartTime(time.GetUtcNow().ToUnixTimeSeconds()));
        builder.Services.AddSingleton<IWorkflowRunner>(new EmbeddedWorkflowRunner(workflows, engine));
        builder.Services.AddSingleton<RequestIds>();
        builder.Services.AddSingleton<IRequestRecords>(new SqliteRequestRecords(database));
        builder.Services.AddSingleton(new StreamingOptions { KeepAlive = options.StreamKeepAlive });
        builder.Services.AddSingleton<ChatGateway>();
    }
}
