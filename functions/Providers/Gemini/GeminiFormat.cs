using System.Text.Json;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Failures;
using AiProxy.Contracts.Routes;

namespace AiProxy.Providers.Gemini;

/// <summary>Google's Gemini API, <c>generateContent</c>.</summary>
/// <remarks><see href="https://ai.google.dev/api/generate-content"/></remarks>
public sealed class GeminiFormat : IProviderFormat
{
    /// <inheritdoc/>
    public string Name => WireFormat.Gemini.Name;

    /// <inheritdoc/>
    public string DefaultUrl => WireFormat.Gemini.DefaultUrl;

    /// <inheritdoc/>
    public WireRequest Translate(JsonElement request, string model) => GeminiRequestWriter.Write(request, model);

    /// <inheritdoc/>
    /// <exception cref="AuthenticationFailedException">The key holds characters that no header may carry.</exception>
    public HttpRequestMessage CreateRequest(string baseUrl, string model, ReadOnlyMemory<byte> body, string? key)
    {
        HttpRequestMessage request = WirePost.Create(baseUrl, "/v1beta", $"/models/{Uri.EscapeDataString(model)}:generateContent", body);
        // In the header: a key in the URL ends in logs.
        request.SetKey("x-goog-api-key", "", key);
        return request;
    }

    /// <inheritdoc/>
    public ChatAnswer ReadAnswer(ReadOnlyMemory<byte> body, string model) => GeminiAnswerReader.Read(body, model);

    /// <inheritdoc/>
    public ProviderException ReadError(ErrorResponse response) => GeminiErrorReader.Read(response);
}
