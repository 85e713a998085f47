using System.Security.Cryptography;
using AiProxy.LocalServices.DynamoDb;
using AiProxy.LocalServices.S3;
using AiProxy.LocalServices.Secrets;
using AiProxy.LocalServices.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AiProxy.LocalServices;

/// <summary>
/// The AWS services that the functions use, on one loopback port, in their real wire formats: so much of DynamoDB, S3 and Secrets Manager as single
/// items, objects and secrets need. What is not here is answered with an error that says so. Whoever knows <see cref="AccessKeyId"/> is served: it is
/// drawn anew each time, since Secrets Manager hands out providers' keys.
/// </summary>
public sealed class LocalServicesServer : IAsyncDisposable
{
    // What Lambda's own limits let through: an object of 5 MB and some more for its framing.
    private const int MaxBodyBytes = 8 * 1024 * 1024;

    private readonly WebApplication _app;

    private LocalServicesServer(WebApplication app, string accessKeyId)
    {
        _app = app;
        AccessKeyId = accessKeyId;
        Address = app.Urls.First();
    }

    /// <summary>Where all of them answer, for <c>AWS_ENDPOINT_URL_{SERVICE}</c>.</summary>
    public string Address { get; }

    /// <summary>What a client must sign with; the secret part may be anything.</summary>
    public string AccessKeyId { get; }

    /// <summary>Starts listening on a free port.</summary>
    public static async Task<LocalServicesServer> StartAsync(LocalServicesOptions options, CancellationToken cancellationToken = default)
    {
        string accessKeyId = "LOCAL" + RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 27);
        var dispatcher = new Dispatcher(
            accessKeyId, new DynamoDbService(options.Items), new SecretsManagerService(options.Secrets), new S3Service(options.Objects));
        // Empty: no configuration, no logging, no console signals. What the process around it is set to must not reach in here.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        WebApplication app = builder.Build();
        app.Run(dispatcher.HandleAsync);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
        return new LocalServicesServer(app, accessKeyId);
    }

    /// <summary>Stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    // The process around it decides when to stop; the default lifetime would listen to Ctrl+C for itself.
    private sealed class EmbeddedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
