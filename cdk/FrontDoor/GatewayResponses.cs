using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Amazon.CDK.AWS.APIGateway;

namespace AiProxy.Cdk.FrontDoor;

/// <summary>
/// What API Gateway itself answers, in OpenAI's error shape and with the header that its SDKs heed: they retry 409, 429 and 5xx unless
/// <c>x-should-retry</c> says no. https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html.
/// </summary>
internal static class GatewayResponses
{
    // Quotes and angle brackets as they are: the body is no part of a page.
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Entry[] Entries =
    [
        new("BadRequestBody", ResponseType_.BAD_REQUEST_BODY, 400, "invalid_request_error", "invalid_body", "The body is not what this method takes.", false),
        new("BadRequestParameters", ResponseType_.BAD_REQUEST_PARAMETERS, 400, "invalid_request_error", "invalid_parameters", "A header or query parameter is not what this method takes.", false),
        new("Unauthorized", ResponseType_.UNAUTHORIZED, 401, "invalid_request_error", "invalid_api_key", "The key is missing or not known: send 'Authorization: Bearer <key>' with a key of this deployment.", false),
        new("AccessDenied", ResponseType_.ACCESS_DENIED, 403, "invalid_request_error", "access_denied", "This key may not do that.", false),
        new("InvalidApiKey", ResponseType_.INVALID_API_KEY, 403, "invalid_request_error", "key_without_usage_plan", "The key is known, but it is in no usage plan of this deployment; its operator has to add it.", false),
        new("NotFound", ResponseType_.MISSING_AUTHENTICATION_TOKEN, 404, "invalid_request_error", "unknown_url", "Unknown request URL. This gateway serves POST /v1/chat/completions, GET /v1/models and GET /healthz.", false),
        new("ResourceNotFound", ResponseType_.RESOURCE_NOT_FOUND, 404, "invalid_request_error", "unknown_url", "Unknown request URL. This gateway serves POST /v1/chat/completions, GET /v1/models and GET /healthz.", false),
        new("InvalidSignature", ResponseType_.INVALID_SIGNATURE, 401, "invalid_request_error", "invalid_api_key", "The Authorization header holds an AWS signature; send 'Authorization: Bearer <key>'.", false),
        new("ExpiredToken", ResponseType_.EXPIRED_TOKEN, 401, "invalid_request_error", "invalid_api_key", "The Authorization header holds an AWS signature; send 'Authorization: Bearer <key>'.", false),
        new("RequestTooLarge", ResponseType_.REQUEST_TOO_LARGE, 413, "invalid_request_error", "request_too_large", "The request is larger than this deployment takes.", false),
        new("UnsupportedMediaType", ResponseType_.UNSUPPORTED_MEDIA_TYPE, 415, "invalid_request_error", "unsupported_media_type", "Send 'Content-Type: application/json'.", false),
        new("Throttled", ResponseType_.THROTTLED, 429, "rate_limit_error", "rate_limit_exceeded", "Too many requests at once; wait and ask again.", true, RetryAfterSeconds: 1),
        new("QuotaExceeded", ResponseType_.QUOTA_EXCEEDED, 429, "insufficient_quota", "quota_exceeded", "This key has used up its requests of the day.", false),
        new("AuthorizerFailure", ResponseType_.AUTHORIZER_FAILURE, 503, "server_error", "authorizer_unavailable", "The key could not be looked up; no provider was asked.", true, RetryAfterSeconds: 1),
        new("AuthorizerConfiguration", ResponseType_.AUTHORIZER_CONFIGURATION_ERROR, 500, "server_error", "authorizer_misconfigured", "The deployment is at fault: its authorizer answered wrongly. No provider was asked.", false),
        new("ApiConfiguration", ResponseType_.API_CONFIGURATION_ERROR, 500, "server_error", "api_misconfigured", "The deployment is at fault: its API cannot reach what is behind it.", false),
        // What is behind may have asked providers by then: asking again of itself would pay twice.
        new("IntegrationFailure", ResponseType_.INTEGRATION_FAILURE, 502, "server_error", "gateway_failed", "What is behind the API failed. With the same Idempotency-Key a new request pays only for what is missing.", false),
        new("IntegrationTimeout", ResponseType_.INTEGRATION_TIMEOUT, 504, "server_error", "gateway_timed_out", "No answer in time. With the same Idempotency-Key a new request pays only for what is missing.", false),
        new("Default4xx", ResponseType_.DEFAULT_4XX, null, "invalid_request_error", "request_refused", "The request was refused.", false),
        new("Default5xx", ResponseType_.DEFAULT_5XX, null, "server_error", "internal_error", "AiProxy failed in an unexpected way.", false),
    ];

    public static void AddTo(RestApi api)
    {
        foreach (Entry entry in Entries)
        {
            var headers = new Dictionary<string, string>
            {
                ["x-should-retry"] = entry.Retry ? "'true'" : "'false'",
                ["x-request-id"] = "context.requestId",
            };
            if (entry.RetryAfterSeconds is { } seconds)
                headers["retry-after"] = $"'{seconds}'";
            api.AddGatewayResponse(entry.Id, new GatewayResponseOptions
            {
                Type = entry.Type,
                StatusCode = entry.Status?.ToString(CultureInfo.InvariantCulture),
                ResponseHeaders = headers,
                Templates = new Dictionary<string, string> { ["application/json"] = Body(entry) },
            });
        }
    }

    // Only variables are put in here, no functions: whatever a caller can put text into must stay out.
    private static string Body(Entry entry) => JsonSerializer.Serialize(
        new
        {
            error = new
            {
                message = $"{entry.Message} Request $context.requestId.",
                type = entry.Kind,
                param = (string?)null,
                code = entry.Code,
                aiproxy = new { requestId = "$context.requestId" },
            },
        },
        Relaxed);

    private sealed record Entry(string Id, ResponseType_ Type, int? Status, string Kind, string Code, string Message, bool Retry, int? RetryAfterSeconds = null);
}
