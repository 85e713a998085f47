using System.Text.Json;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Failures;
using AiProxy.Contracts.Routes;

namespace AiProxy.Providers.Anthropic;

/// <summary>Anthropic's Messages API.</summary>
/// <remarks><see href="https://docs.anthropic.com/en/api/messages"/></remarks>
public sealed class AnthropicFormat : IProviderFormat
{
    private const string ApiVersion = "2023-06-01";

    /// <inheritdoc/>
    public string Name => WireFormat.Anthropic.Name;

    /// <inheritdoc/>
    public string DefaultUrl => WireFormat.Anthropic.DefaultUrl;

    /// <inheritdoc/>
    public WireRequest Translate(JsonElement request, string model) => AnthropicRequestWriter.Write(request, model);

    /// <inheritdoc/>
    /// <exception cref="AuthenticationFailedException">The key holds characters that no header may carry.</exception>
    public HttpRequestMessage CreateRequest(string baseUrl, string model, ReadOnlyMemory<byte> body, string? key)
    {
        HttpRequestMessage request = WirePost.Create(baseUrl, "/v1", "/messages", body);
        request.Headers.Add("anthropic-version", ApiVersion);
        request.SetKey("x-api-key", "", key);
        return request;
    }

    /// <inheritdoc/>
    public ChatAnswer ReadAnswer(ReadOnlyMemory<byte> body, string model) => AnthropicAnswerReader.Read(body, model);

    /// <inheritdoc/>
    public ProviderException ReadError(ErrorResponse response) => AnthropicErrorReader.Read(response);
}
