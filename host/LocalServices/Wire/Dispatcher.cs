using System.Text;
using System.Text.Json;
using AiProxy.LocalServices.DynamoDb;
using AiProxy.LocalServices.S3;
using AiProxy.LocalServices.Secrets;
using Microsoft.AspNetCore.Http;

namespace AiProxy.LocalServices.Wire;

/// <summary>Finds out which service a request is for: the JSON ones name their operation in a header, what does not is S3's.</summary>
internal sealed class Dispatcher(string accessKeyId, DynamoDbService dynamoDb, SecretsManagerService secrets, S3Service s3)
{
    private const string TargetHeader = "X-Amz-Target";
    private const string DynamoDbTarget = "DynamoDB_20120810.";
    private const string SecretsTarget = "secretsmanager.";

    public async Task HandleAsync(HttpContext context)
    {
        context.Response.Headers["x-amzn-RequestId"] = context.Response.Headers["x-amz-request-id"] = Guid.NewGuid().ToString();
        if (context.Request.Headers[TargetHeader].ToString() is { Length: > 0 } target)
        {
            await AnswerJsonAsync(context, target);
        }
        else
        {
            await AnswerS3Async(context);
        }
    }

    private async Task AnswerJsonAsync(HttpContext context, string target)
    {
        bool isDynamoDb = target.StartsWith(DynamoDbTarget, StringComparison.Ordinal);
        string contentType = isDynamoDb ? "application/x-amz-json-1.0" : "application/x-amz-json-1.1";
        try
        {
            if (!IsKnown(context.Request))
            {
                throw new ServiceException(400, "UnrecognizedClientException", "The security token included in the request is invalid.");
            }
            byte[] body = await ReadAsync(context);
            using JsonDocument request = Parse(body);
            byte[] answer = isDynamoDb ? await dynamoDb.AnswerAsync(target[DynamoDbTarget.Length..], request.RootElement)
                : target.StartsWith(SecretsTarget, StringComparison.Ordinal) ? secrets.Answer(target[SecretsTarget.Length..], request.RootElement)
                : throw new ServiceException(400, "UnknownOperationException", $"Not here: {target}. Local services have DynamoDB, Secrets Manager and S3.");
            await WriteAsync(context, 200, contentType, answer);
        }
        catch (ServiceException e)
        {
            context.Response.Headers["x-amzn-errortype"] = e.Code;
            await WriteAsync(context, e.Status, contentType, JsonErrors.Write(e, isDynamoDb));
        }
    }

    private async Task AnswerS3Async(HttpContext context)
    {
        try
        {
            if (!IsKnown(context.Request))
            {
                throw new ServiceException(403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.");
            }
            await s3.AnswerAsync(context, await ReadAsync(context));
        }
        catch (ServiceException e)
        {
            await WriteAsync(context, e.Status, "application/xml", XmlErrors.Write(e, context.Request.Path));
        }
    }

    // AWS4-HMAC-SHA256 Credential=<access key id>/<date>/...
    private bool IsKnown(HttpRequest request) =>
        request.Headers.Authorization.ToString().Contains($"Credential={accessKeyId}/", StringComparison.Ordinal);

    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        }
        catch (BadHttpRequestException e)
        {
            throw new ServiceException(e.StatusCode, "RequestEntityTooLarge", e.Message);
        }
        return body.ToArray();
    }

    private static JsonDocument Parse(byte[] body)
    {
        try
        {
            JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document
                : throw new ServiceException(400, "SerializationException", "The request's body must be a JSON object.");
        }
        catch (JsonException e)
        {
            throw new ServiceException(400, "SerializationException", $"The request's body is not JSON: {e.Message}");
        }
    }

    private static async Task WriteAsync(HttpContext context, int status, string contentType, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static class XmlErrors
    {
        public static byte[] Write(ServiceException e, string resource) => Encoding.UTF8.GetBytes(
            $"""<?xml version="1.0" encoding="UTF-8"?><Error><Code>{e.Code}</Code><Message>{Escape(e.Message)}</Message><Resource>{Escape(resource)}</Resource></Error>""");

        private static string Escape(string text) => System.Security.SecurityElement.Escape(text);
    }
}
