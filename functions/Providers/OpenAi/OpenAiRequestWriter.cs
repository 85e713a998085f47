using System.Text.Json;
using AiProxy.Providers.Json;

namespace AiProxy.Providers.OpenAi;

/// <summary>
/// Passes the request through: members that nobody here knows reach the provider as the caller wrote them. Only the model is another, and what
/// is the proxy's own business is left out. <c>max_tokens</c> stays <c>max_tokens</c>: newer models want <c>max_completion_tokens</c>, older
/// servers know only the old name, and neither can be told from the model's name.
/// </summary>
internal static class OpenAiRequestWriter
{
    public static WireRequest Write(JsonElement request, string model)
    {
        ReadOnlyMemory<byte> body = WireJson.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("model", model);
            foreach (JsonProperty member in request.EnumerateObject())
            {
                if (member.Name is not ("model" or "stream" or "stream_options" or "aiproxy"))
                {
                    writer.WriteVerbatim(member.Name, member.Value);
                }
            }
            writer.WriteEndObject();
        });
        return new WireRequest(body, []);
    }
}
