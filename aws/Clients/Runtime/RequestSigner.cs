using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Auth;

namespace AiProxy.Aws.Clients.Runtime;

/// <summary>Puts a request in the canonical form and has the SDK's signer sign it: Signature Version 4, in the Authorization header.</summary>
/// <remarks><see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html"/></remarks>
internal static class RequestSigner
{
    public static void Sign(ServiceRequest request, ImmutableCredentials credentials, string region, string service, DateTimeOffset now)
    {
        var headers = request.Headers;
        headers.Remove("authorization");
        headers["host"] = request.Endpoint.IsDefaultPort ? request.Endpoint.Host : request.Endpoint.Authority;
        headers["x-amz-date"] = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        headers["x-amz-content-sha256"] = Convert.ToHexStringLower(SHA256.HashData(request.Body.Span));
        if (credentials.UseToken)
            headers["x-amz-security-token"] = credentials.Token;

        var signed = string.Join(';', headers.Keys);
        var result = AWS4Signer.ComputeSignature(credentials, region, now.UtcDateTime, service, signed, Canonical(request, signed));
        headers["authorization"] = result.ForAuthorizationHeader;
    }

    private static string Canonical(ServiceRequest request, string signed)
    {
        var text = new StringBuilder().Append(request.Method).Append('\n').Append(request.FullPath).Append('\n').Append(request.QueryString).Append('\n');
        foreach (var (name, value) in request.Headers)
            text.Append(name).Append(':').Append(value.Trim()).Append('\n');
        return text.Append('\n').Append(signed).Append('\n').Append(request.Headers["x-amz-content-sha256"]).ToString();
    }
}
