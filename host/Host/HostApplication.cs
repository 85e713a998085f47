using AiProxy.Contracts.Routes;
using AiProxy.Host.Admission;
using AiProxy.Host.Configuration;
using AiProxy.Host.Endpoints;
using AiProxy.Host.Logging;
using AiProxy.Host.Projects;
using AiProxy.Host.Protection;
using AiProxy.Host.Shutdown;
using AWS.Lambda.Powertools.Common;
using AWS.Lambda.Powertools.Logging;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using HostOptions = AiProxy.Host.Configuration.HostOptions;

namespace AiProxy.Host;

/// <summary>Puts the host together: settings, server, middleware, endpoints.</summary>
public static class HostApplication
{
    private const string DefaultUrl = "http://127.0.0.1:8080";

    private const string ServiceNameVariable = "POWERTOOLS_SERVICE_NAME";

    /// <summary>
    /// ASP.NET Core would watch the whole working folder for a changed appsettings.json: the database in it wakes that watcher with every write,
    /// which took a sixth of the processor's time. No setting can change while the host runs.
    /// </summary>
    private const string ReloadSetting = "hostBuilder:reloadConfigOnChange";

    /// <summary>What Kestrel takes beyond our own limits: it refuses without a body and an id, so ours, which do better, must come first.</summary>
    private const int ServerSlack = 32 * 1024;

    private static readonly TimeSpan BodyRateGrace = TimeSpan.FromSeconds(5);

    private static readonly Dictionary<string, string> Switches = new()
    {
        ["--routes"] = $"{HostOptions.Section}:{nameof(HostOptions.Routes)}",
        ["--statemachines"] = $"{HostOptions.Section}:{nameof(HostOptions.StateMachines)}",
        ["--engine"] = $"{HostOptions.Section}:{nameof(HostOptions.Engine)}",
        ["--data"] = $"{HostOptions.Section}:{nameof(HostOptions.Data)}",
        ["--simulate"] = $"{HostOptions.Section}:{nameof(HostOptions.Simulate)}",
        ["--watch"] = $"{HostOptions.Section}:{nameof(HostOptions.Watch)}",
        ["--banner"] = $"{HostOptions.Section}:{nameof(HostOptions.Banner)}",
        ["--functions"] = $"{HostOptions.Section}:{nameof(HostOptions.Functions)}",
        ["--function-packages"] = $"{HostOptions.Section}:{nameof(HostOptions.FunctionPackages)}",
        ["--allowed-hosts"] = $"{HostOptions.Section}:{nameof(HostOptions.AllowedHosts)}",
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
        await using var output = new GroupedOutput(Console.OpenStandardOutput());
        Logger.Configure(configuration => configuration.LogOutput = output);
        try
        {
            await using WebApplication app = await BuildAsync(args, CancellationToken.None, output);
            await app.StartAsync();
            var announcements = app.Services.GetRequiredService<Announcements>();
            announcements.Started(app.Urls, app.Services.GetRequiredService<IRouteSource>().Current);
            announcements.Loaded(app.Services.GetRequiredService<LiveProject>().Status);
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception e) when (e is StartupException or IOException or SqliteException or FormatException)
        {
            await Console.Error.WriteLineAsync($"AiProxy cannot start. {e.Message}");
            return 1;
        }
    }

    /// <summary>Builds the host without starting it.</summary>
    /// <param name="args">The command line, see the README.</param>
    /// <param name="cancellationToken">Gives up building.</param>
    /// <param name="functionOutput">Takes the lines that functions in processes of their own print. Default: the console.</param>
    /// <param name="replace">Replaces services that the host registers. Default: none.</param>
    /// <exception cref="StartupException">A setting or a file it needs is missing or wrong; the message names the place and the remedy.</exception>
    public static async Task<WebApplication> BuildAsync(
        string[] args, CancellationToken cancellationToken, IConsoleWrapper? functionOutput = null, Action<IServiceCollection>? replace = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder([$"{ReloadSetting}=false", .. args]);
        builder.Configuration.AddUserSecrets(typeof(HostApplication).Assembly, optional: true);
        builder.Configuration.AddCommandLine(args, Switches);
        AddLogging(builder.Logging);
        if (builder.Configuration["urls"] is null)
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }
        HostOptions options = HostOptions.Bind(builder.Configuration);
        builder.Services.AddSingleton(Options.Create(options));
        builder.WebHost.ConfigureKestrel(kestrel => Limit(kestrel, options));
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(
            host => host.ShutdownTimeout = TimeSpan.FromSeconds(options.ShutdownGraceSeconds) + Drain.WritingTime);
        await HostServices.AddAsync(builder, ProjectFiles.Locate(options, Directory.GetCurrentDirectory()), options, functionOutput ?? new ConsoleWrapper(), cancellationToken);
        replace?.Invoke(builder.Services);

        WebApplication app = builder.Build();
        HostServices.Own(app.Services);
        app.UseMiddleware<OpenAiErrors>();
        app.UseMiddleware<DrainMiddleware>();
        app.UseMiddleware<RequestGuard>();
        app.UseMiddleware<AdmissionMiddleware>();
        app.MapPost("/v1/chat/completions", ChatCompletionsEndpoint.HandleAsync).WithMetadata(new JsonBodyMetadata(), new WorkflowMetadata());
        app.MapMethods("/v1/models", [HttpMethods.Get, HttpMethods.Head], ModelsEndpoint.HandleAsync);
        app.MapMethods("/healthz", [HttpMethods.Get, HttpMethods.Head], HealthEndpoint.HandleAsync);
        return app;
    }

    // One shape for every line, the functions' own, so that one query finds all of a request. POWERTOOLS_LOG_LEVEL decides about ours;
    // ASP.NET Core's are warnings and worse unless the Logging section asks for more.
    internal static void AddLogging(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddPowertoolsLogger();
        logging.SetMinimumLevel(LogLevel.Warning);
        logging.AddFilter("AiProxy", LogLevel.Trace);
    }

    private static void Limit(KestrelServerOptions kestrel, HostOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = options.MaxRequestBodyBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = options.MaxRequestHeaderBytes + ServerSlack;
        kestrel.Limits.MaxRequestHeaderCount = 2 * RequestRules.MaxHeaders;
        kestrel.Limits.MaxRequestLineSize = RequestRules.MaxUrlLength + ServerSlack;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(options.RequestHeadersTimeoutSeconds);
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(options.MinRequestBodyBytesPerSecond, BodyRateGrace);
    }
}
