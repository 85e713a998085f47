using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace AiProxy.LocalServices.Tests;

/// <summary>Sends requests as a signing client does; nobody checks the signature itself.</summary>
internal sealed class AwsCaller(Uri endpoint, string accessKeyId) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = endpoint };

    public async Task<(int Status, JsonObject Answer)> AskAsync(string target, JsonObject body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/x-amz-json-1.0")),
        };
        request.Headers.Add("X-Amz-Target", target);
        using HttpResponseMessage response = await SendAsync(request, "dynamodb");
        return ((int)response.StatusCode, (JsonObject)JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!);
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string service = "s3")
    {
        request.Headers.Add("X-Amz-Date", "20260101T000000Z");
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"AWS4-HMAC-SHA256 Credential={accessKeyId}/20260101/eu-west-1/{service}/aws4_request, SignedHeaders=host;x-amz-date, Signature=00");
        return _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public void Dispose() => _http.Dispose();
}
