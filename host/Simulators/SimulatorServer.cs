using AiProxy.Simulators.Anthropic;
using AiProxy.Simulators.Calls;
using AiProxy.Simulators.Gemini;
using AiProxy.Simulators.OpenAi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AiProxy.Simulators;

/// <summary>
/// Providers that are not there: one loopback server that speaks OpenAI's, Anthropic's and Gemini's real wire formats, answers deterministically,
/// refuses what the real ones refuse, and misbehaves on demand. What it does is chosen by the model's name, see the README beside this file.
/// </summary>
public sealed class SimulatorServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CallLog _log;
    private readonly CancellationTokenSource _stopping;

    private SimulatorServer(WebApplication app, CallLog log, CancellationTokenSource stopping)
    {
        _app = app;
        _log = log;
        _stopping = stopping;
        Address = app.Urls.First();
    }

    /// <summary>The server's own address, for example <c>http://127.0.0.1:40123</c>.</summary>
    public string Address { get; }

    /// <summary>The calls so far, oldest first, at most <see cref="SimulatorOptions.MaxLoggedCalls"/>; a snapshot.</summary>
    public IReadOnlyList<SimulatedCall> Calls => _log.Snapshot();

    /// <summary>How many calls there were altogether.</summary>
    public long TotalCalls => _log.Total;

    /// <summary>Waits until <see cref="Calls"/> are as wanted: a call's end can be logged a moment after its caller has heard of it.</summary>
    public Task WaitUntilAsync(Func<IReadOnlyList<SimulatedCall>, bool> condition, CancellationToken cancellationToken) =>
        _log.WaitUntilAsync(calls => condition(calls), cancellationToken);

    /// <summary>Starts listening.</summary>
    /// <param name="options">Settings; null takes the defaults.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="IOException">The address is taken.</exception>
    public static async Task<SimulatorServer> StartAsync(SimulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new SimulatorOptions();
        var log = new CallLog(options.MaxLoggedCalls);
        var stopping = new CancellationTokenSource();
        var endpoint = new SimulatorEndpoint(options.TimeProvider, log, stopping.Token);

        // Empty: no configuration, no logging, no console signals. What the process around it is set to must not reach in here.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = SimulatorEndpoint.MaxBodyBytes;
        });
        builder.WebHost.UseUrls(options.Urls);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        WebApplication app = builder.Build();
        ISimulatedFormat openAi = new OpenAiSimulator();
        ISimulatedFormat anthropic = new AnthropicSimulator();
        ISimulatedFormat gemini = new GeminiSimulator();
        app.MapPost("/openai/v1/chat/completions", context => endpoint.HandleAsync(context, openAi));
        app.MapPost("/anthropic/v1/messages", context => endpoint.HandleAsync(context, anthropic));
        app.MapPost("/gemini/v1beta/models/{**call}", context => endpoint.HandleAsync(context, gemini));
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch
        {
            stopping.Dispose();
            await app.DisposeAsync();
            throw;
        }
        return new SimulatorServer(app, log, stopping);
    }

    /// <summary>The base URL to configure for a provider of this format.</summary>
    /// <param name="format"><c>openai</c>, <c>anthropic</c> or <c>gemini</c>.</param>
    /// <exception cref="ArgumentException">There is no simulator for the format.</exception>
    public string BaseUrl(string format) => format switch
    {
        "openai" => Address + "/openai/v1",
        "anthropic" => Address + "/anthropic",
        "gemini" => Address + "/gemini",
        _ => throw new ArgumentException($"There is no simulator for the format \"{format}\"; there are openai, anthropic and gemini.", nameof(format)),
    };

    /// <summary>Stops listening and ends calls that hang.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    // The process around it decides when to stop; the default lifetime would listen to Ctrl+C for itself.
    private sealed class EmbeddedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
