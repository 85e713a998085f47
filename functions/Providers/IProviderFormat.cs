using System.Text.Json;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Failures;

namespace AiProxy.Providers;

/// <summary>One provider's wire format, both directions. Implementations are stateless and shared; each has its own folder.</summary>
public interface IProviderFormat
{
    /// <summary>What <c>format</c> in the routes file says: <c>openai</c>, <c>anthropic</c>, <c>gemini</c>.</summary>
    string Name { get; }

    /// <summary>The provider's own base URL, without a trailing slash.</summary>
    string DefaultUrl { get; }

    /// <summary>Translates an OpenAI chat-completion request into the provider's body.</summary>
    /// <param name="request">The validated request with the target's <c>params</c> laid over it; <c>model</c>, <c>stream</c> and <c>aiproxy</c> in it are ignored.</param>
    /// <param name="model">The model's name at the provider.</param>
    /// <returns>The body, and what of the request it does not express.</returns>
    WireRequest Translate(JsonElement request, string model);

    /// <summary>The HTTP request that carries <paramref name="body"/>.</summary>
    /// <param name="baseUrl">The target's base URL, with or without a trailing slash.</param>
    /// <param name="model">The model's name at the provider; some formats put it into the URL.</param>
    /// <param name="body">As <see cref="Translate"/> made it.</param>
    /// <param name="key">The provider's key; null sends none.</param>
    HttpRequestMessage CreateRequest(string baseUrl, string model, ReadOnlyMemory<byte> body, string? key);

    /// <summary>Reads a 2xx answer into the canonical form.</summary>
    /// <exception cref="ProviderException">It holds no good answer: an error under 200, no choices, a blocked prompt, a failed finish, broken JSON.</exception>
    ChatAnswer ReadAnswer(ReadOnlyMemory<byte> body, string model);

    /// <summary>Classifies an answer that is not 2xx.</summary>
    /// <returns>
    /// The exception to throw; its message is redacted, at most 500 characters, and names provider text, status and the retry hint
    /// (<c>retry-after-ms=N</c>, at its end). A <see cref="RetryVetoedException"/> where the provider forbids another try.
    /// </returns>
    ProviderException ReadError(ErrorResponse response);
}
