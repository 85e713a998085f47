using System.Net.Http.Headers;
using System.Text.Json;

namespace AiProxy.Aws.Clients.Runtime;

/// <summary>What a service answered to a request that it took.</summary>
internal sealed record ServiceResponse(HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, byte[] Body)
{
    public string? Header(string name) => Headers.NonValidated.TryGetValues(name, out var values)
        ? values.ToString()
        : ContentHeaders.NonValidated.TryGetValues(name, out values) ? values.ToString() : null;

    /// <summary>Reads a JSON body.</summary>
    public T Json<T>(Func<JsonElement, T> read)
    {
        using var document = JsonDocument.Parse(Body);
        return read(document.RootElement);
    }
}
