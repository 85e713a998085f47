using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Failures;
using AiProxy.Providers;

namespace AiProxy.CallProvider.Sending;

/// <summary>One request over HTTP: what comes back is a canonical answer, or a classified failure.</summary>
internal sealed class WireClient(HttpClient http, TimeProvider clock)
{
    /// <summary>Longest answer read, bytes; a chat answer with eight candidates and log probabilities stays below it.</summary>
    public const int MaxAnswerBytes = 16 * 1024 * 1024;

    /// <summary>Most of an error that is read, bytes; its reason stands at the front.</summary>
    public const int MaxErrorBytes = 64 * 1024;

    /// <exception cref="ProviderException">No good answer, for the class's reason.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    public async Task<ChatAnswer> SendAsync(IProviderFormat format, Call call, ReadOnlyMemory<byte> body, string? key, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = format.CreateRequest(call.Url, call.Model, body, key);
        // HTTP/2 where TLS offers it: cancelling then ends the one stream, and the provider learns of it, with the connection kept.
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrHigher;
        try
        {
            using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.IsSuccessStatusCode
                ? format.ReadAnswer(await ReadAnswerAsync(response, key, cancellationToken), call.Model)
                : throw await ReadErrorAsync(format, call, response, key, cancellationToken);
        }
        catch (ProviderException e)
        {
            e.Rephrase(EchoScrubber.Scrub(e.Message, body));
            throw;
        }
        catch (Exception e) when (ConnectionFailure.Is(e))
        {
            // A cancelled read can surface as a broken connection.
            cancellationToken.ThrowIfCancellationRequested();
            Log.ConnectionFailed(call, ConnectionFailure.Detail(e));
            throw ConnectionFailure.From(e);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAnswerAsync(HttpResponseMessage response, string? key, CancellationToken cancellationToken)
    {
        (ReadOnlyMemory<byte> bytes, bool whole) = await BoundedBody.ReadAsync(response.Content, MaxAnswerBytes, cancellationToken);
        return whole
            ? KeyScrubber.Scrub(bytes, key)
            : throw new ProviderUnavailableException($"the answer is longer than {MaxAnswerBytes / 1024 / 1024} MB");
    }

    private async Task<ProviderException> ReadErrorAsync(
        IProviderFormat format, Call call, HttpResponseMessage response, string? key, CancellationToken cancellationToken)
    {
        int status = (int)response.StatusCode;
        if (status is >= 300 and < 400)
        {
            return new ProviderUnavailableException($"{call.Provider} answered with a redirect ({status}), and a key must not follow one; correct the provider's url");
        }
        ReadOnlyMemory<byte> bytes = (await BoundedBody.ReadAsync(response.Content, MaxErrorBytes, cancellationToken)).Bytes;
        return format.ReadError(new ErrorResponse(call.Provider, status, response.Headers, KeyScrubber.Scrub(bytes, key), clock.GetUtcNow()));
    }
}
