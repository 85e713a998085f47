using System.Text.Json;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Failures;
using AiProxy.Contracts.Routes;

namespace AiProxy.Providers.OpenAi;

/// <summary>OpenAI's Chat Completions, also as spoken by Azure's v1 API, Mistral, Groq, DeepSeek, xAI, OpenRouter, Ollama, vLLM and others.</summary>
/// <remarks><see href="https://platform.openai.com/docs/api-reference/chat"/></remarks>
public sealed class OpenAiFormat : IProviderFormat
{
    /// <inheritdoc/>
    public string Name => WireFormat.OpenAi.Name;

    /// <inheritdoc/>
    public string DefaultUrl => WireFormat.OpenAi.DefaultUrl;

    /// <inheritdoc/>
    public WireRequest Translate(JsonElement request, string model) => OpenAiRequestWriter.Write(request, model);

    /// <inheritdoc/>
    /// <exception cref="AuthenticationFailedException">The key holds characters that no header may carry.</exception>
    public HttpRequestMessage CreateRequest(string baseUrl, string model, ReadOnlyMemory<byte> body, string? key)
    {
        // No version to add: OpenAI's own base URL has it, and others' have another one or none.
        HttpRequestMessage request = WirePost.Create(baseUrl, "", "/chat/completions", body);
        request.SetKey("Authorization", "Bearer ", key);
        return request;
    }

    /// <inheritdoc/>
    public ChatAnswer ReadAnswer(ReadOnlyMemory<byte> body, string model) => OpenAiAnswerReader.Read(body, model);

    /// <inheritdoc/>
    public ProviderException ReadError(ErrorResponse response) => OpenAiErrorReader.Read(response);
}
