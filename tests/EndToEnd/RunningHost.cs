using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net;
using System.Text.Json;
using AiProxy.EndToEnd.Tests.Failures;
using AiProxy.EndToEnd.Tests.Modes;
using AiProxy.Host;
using AiProxy.Simulators;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenAI;
using OpenAI.Chat;

namespace AiProxy.EndToEnd.Tests;

/// <summary>The whole host on a free port, with its own routes and data, answered by its simulators.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly StepFunctionsMode? _stepFunctions;
    private readonly string _folder;

    private RunningHost(WebApplication app, StepFunctionsMode? stepFunctions, string folder)
    {
        _app = app;
        _stepFunctions = stepFunctions;
        _folder = folder;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    /// <summary>The folder of AiProxy.sln.</summary>
    public static string ProjectRoot { get; } = FindProjectRoot();

    /// <summary>A client without any help.</summary>
    public HttpClient Http { get; }

    /// <summary>The services of every host that serves this one's callers: its own and, where its workflows run on another, that one's.</summary>
    public IReadOnlyList<IServiceProvider> Services => _stepFunctions is { } mode ? [_app.Services, mode.Functions.Services] : [_app.Services];

    /// <summary>Its routes file.</summary>
    public string RoutesFile => Path.Combine(_folder, "routes.json");

    /// <summary>Its database, unless an argument named another one.</summary>
    public string Data => Path.Combine(_folder, "data", "aiproxy.db");

    /// <summary>The providers' stand-ins, which know who called them.</summary>
    public SimulatorServer Simulators => (_stepFunctions?.Functions ?? _app).Services.GetRequiredService<SimulatorServer>();

    /// <summary>The folder of its workflows.</summary>
    public string StateMachines => Path.Combine(_folder, "statemachines");

    /// <summary>What runs in its background.</summary>
    public IEnumerable<IHostedService> HostedServices => _app.Services.GetServices<IHostedService>();

    /// <summary>Tells it to stop, as SIGTERM does.</summary>
    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    /// <summary>Starts a host.</summary>
    /// <param name="routes">The text of its routes file; null: the project's own.</param>
    /// <param name="stateMachines">File name and text of further workflows.</param>
    /// <param name="arguments">Further command-line arguments.</param>
    public static async Task<RunningHost> StartAsync(
        string? routes = null, IReadOnlyDictionary<string, string>? stateMachines = null, params string[] arguments)
    {
        string folder = Directory.CreateTempSubdirectory("aiproxy-e2e-").FullName;
        string routesFile = Path.Combine(folder, "routes.json");
        await File.WriteAllTextAsync(routesFile, routes ?? await File.ReadAllTextAsync(Path.Combine(ProjectRoot, "routes.json")));
        string machines = ProjectWorkflows.CopyInto(folder);
        foreach ((string name, string text) in stateMachines ?? new Dictionary<string, string>())
        {
            await File.WriteAllTextAsync(Path.Combine(machines, name), text);
        }
        if (StepFunctionsMode.IsChosen)
        {
            StepFunctionsMode mode = await StepFunctionsMode.StartAsync(routesFile, arguments);
            return new RunningHost(mode.Front, mode, folder);
        }
        WebApplication app = await HostApplication.BuildAsync(
            ["--urls", "http://127.0.0.1:0", "--routes", routesFile, "--simulate", "true", .. PublishedFunctions.Arguments, .. StackWorkflow.ArgumentsOfTheMode, .. arguments],
            TestContext.Current.CancellationToken,
            CapturedLog.Current);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new RunningHost(app, null, folder);
    }

    /// <summary>The official client on one route. It tries once: what a retry does is not what these tests are about.</summary>
    public ChatClient Chat(string model) => new(
        model,
        new ApiKeyCredential("unused"),
        new OpenAIClientOptions { Endpoint = new Uri(Http.BaseAddress!, "/v1"), RetryPolicy = new ClientRetryPolicy(maxRetries: 0) });

    /// <summary>Posts a body to the chat endpoint.</summary>
    public Task<HttpResponseMessage> PostAsync(string body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        foreach ((string name, string value) in headers)
        {
            request.Headers.Add(name, value);
        }
        return Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Posts a body, until the caller loses patience.</summary>
    public async Task PostAsync(string body, CancellationToken cancellationToken)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await Http.PostAsync(new Uri("/v1/chat/completions", UriKind.Relative), content, cancellationToken);
    }

    /// <summary>What the host says of itself, asked for until <paramref name="condition"/> holds.</summary>
    /// <exception cref="TimeoutException">It does not hold within half a minute; the message has the last answer.</exception>
    public async Task<JsonElement> HealthAsync(Func<JsonElement, bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            using HttpResponseMessage response = await Http.GetAsync(new Uri("/healthz", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            JsonElement health = await response.JsonAsync();
            if (condition(health) && (_stepFunctions?.IsInStep() ?? true))
            {
                return health;
            }
            if (patience.IsCancellationRequested)
            {
                throw new TimeoutException($"Not what was waited for: {health.GetRawText()}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        if (_stepFunctions is not null)
        {
            await _stepFunctions.DisposeAsync();
        }
        Directory.Delete(_folder, recursive: true);
    }

    private static string FindProjectRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AiProxy.sln")))
        {
            folder = folder.Parent;
        }
        return folder?.FullName ?? throw new InvalidOperationException("The project's root was not found.");
    }
}
