using System.Net.Http.Headers;
using AiProxy.Contracts.Failures;

namespace AiProxy.Providers;

/// <summary>Makes the HTTP requests: the part that is the same for every provider.</summary>
internal static class WirePost
{
    /// <summary>A POST of JSON to <paramref name="path"/> below <paramref name="baseUrl"/>.</summary>
    /// <param name="baseUrl">With or without a trailing slash.</param>
    /// <param name="version">The API version that the provider's own base URL leaves out, with its slash; not repeated where the base URL ends in it.</param>
    /// <param name="path">With its leading slash.</param>
    /// <param name="body">The JSON.</param>
    public static HttpRequestMessage Create(string baseUrl, string version, string path, ReadOnlyMemory<byte> body)
    {
        string root = baseUrl.TrimEnd('/');
        if (!root.EndsWith(version, StringComparison.Ordinal))
        {
            root += version;
        }
        var request = new HttpRequestMessage(HttpMethod.Post, root + path)
        {
            Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return request;
    }

    /// <summary>Sets the header that carries the provider's key; none where there is no key.</summary>
    /// <exception cref="AuthenticationFailedException">The key holds characters that no header may carry. Found here, where the text cannot repeat it.</exception>
    public static void SetKey(this HttpRequestMessage request, string header, string prefix, string? key)
    {
        // A secret pasted with its line end is the commonest mistake, and harmless.
        key = key?.Trim();
        if (string.IsNullOrEmpty(key))
        {
            return;
        }
        if (key.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new AuthenticationFailedException("The provider's key holds characters that no key has (a space, a line end or a letter outside ASCII); store it again.");
        }
        request.Headers.TryAddWithoutValidation(header, prefix + key);
    }
}
