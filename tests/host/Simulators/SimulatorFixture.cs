using System.Text;
using System.Text.Json;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Failures;
using AiProxy.Providers;
using Microsoft.Extensions.Time.Testing;

namespace AiProxy.Simulators.Tests;

/// <summary>A running server, and the two ways to talk to it: raw, and through the proxy's own formats.</summary>
public sealed class SimulatorFixture : IAsyncLifetime
{
    public static readonly string[] Formats = ["openai", "anthropic", "gemini"];

    public static TheoryData<string> AllFormats => [.. Formats];

    private readonly SocketsHttpHandler _handler = new();

    public SimulatorFixture() => Client = new HttpClient(_handler) { Timeout = Timeout.InfiniteTimeSpan };

    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    public HttpClient Client { get; }

    public SimulatorServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Server = await SimulatorServer.StartAsync(new SimulatorOptions { TimeProvider = Time }, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _handler.Dispose();
        await Server.DisposeAsync();
    }

    /// <summary>Posts raw JSON.</summary>
    public async Task<(int Status, HttpResponseMessage Response, JsonElement Body)> PostAsync(
        string path, string json, IReadOnlyDictionary<string, string>? headers = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Server.Address + path)
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
        };
        if (path.StartsWith("/anthropic", StringComparison.Ordinal))
        {
            request.Headers.Add("anthropic-version", "2023-06-01");
        }
        foreach ((string name, string value) in headers ?? new Dictionary<string, string>())
        {
            request.Headers.Add(name, value);
        }
        HttpResponseMessage response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        byte[] body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, response, JsonElement.Parse(body));
    }

    /// <summary>Asks through the format as the proxy does.</summary>
    /// <exception cref="ProviderException">As the format classifies it.</exception>
    public async Task<ChatAnswer> AskAsync(string format, string model, string userText, CancellationToken? cancellationToken = null)
    {
        var request = JsonSerializer.SerializeToElement(new { messages = new[] { new { role = "user", content = userText } } });
        return await AskAsync(format, model, request, cancellationToken);
    }

    /// <inheritdoc cref="AskAsync(string, string, string, CancellationToken?)"/>
    public async Task<ChatAnswer> AskAsync(string format, string model, JsonElement request, CancellationToken? cancellationToken = null)
    {
        CancellationToken token = cancellationToken ?? TestContext.Current.CancellationToken;
        IProviderFormat wire = ProviderFormats.Find(format)!;
        WireRequest body = wire.Translate(request, model);
        using HttpRequestMessage message = wire.CreateRequest(Server.BaseUrl(format), model, body.Body, "sk-test");
        using HttpResponseMessage response = await Client.SendAsync(message, token);
        byte[] answer = await response.Content.ReadAsByteArrayAsync(token);
        return response.IsSuccessStatusCode
            ? wire.ReadAnswer(answer, model)
            : throw wire.ReadError(new ErrorResponse(format, (int)response.StatusCode, response.Headers, answer, Time.GetUtcNow()));
    }

    public static string TextOf(ChatAnswer answer, int choice = 0) => answer.Choices[choice].Message.GetProperty("content").GetString()!;
}
