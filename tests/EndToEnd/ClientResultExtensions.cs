using System.ClientModel;
using System.Text.Json;
using OpenAI.Chat;

namespace AiProxy.EndToEnd.Tests;

internal static class ClientResultExtensions
{
    /// <summary>The <c>aiproxy</c> member, which the typed client does not show.</summary>
    public static JsonElement AiProxy(this ClientResult<ChatCompletion> result) =>
        JsonDocument.Parse(result.GetRawResponse().Content).RootElement.GetProperty("aiproxy");

    /// <summary>A response header.</summary>
    public static string? Header(this ClientResult result, string name) =>
        result.GetRawResponse().Headers.TryGetValue(name, out string? value) ? value : null;

    /// <summary>The body of a raw response as JSON.</summary>
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
}
