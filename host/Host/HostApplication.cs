using System.Net;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Routes;
using AiProxy.Gateway;
using AiProxy.Gateway.Workflows;
using AiProxy.Host.Configuration;
using AiProxy.Host.Endpoints;
using AiProxy.Host.Functions;
using AiProxy.Host.Providers;
using AiProxy.Host.Storage;
using AiProxy.Host.Workflows;
using AiProxy.Simulators;
using AiProxy.StatesLanguage;
using Amazon.SecretsManager;
using AWS.Lambda.Powertools.Idempotency.Persistence;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace AiProxy.Host;

/// <summary>Puts the host together: files, stores, providers, functions, engine, endpoints.</summary>
public static class HostApplication
{
    private const string DefaultUrl = "http://127.0.0.1:8080";

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
        try
        {
            await using WebApplication app = await BuildAsync(args, CancellationToken.None);
            await app.StartAsync();
            Console.Out.WriteLine(Banner.Render(app.Services.GetRequiredService<LoadedFiles>(), app.Urls.First(), app.Services.GetRequiredService<IRouteSource>().Current));
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception e) when (e is StartupException or OptionsValidationException or IOException)
        {
            await Console.Error.WriteLineAsync($"AiProxy cannot start. {e.Message}");
            return 1;
        }
    }
}
