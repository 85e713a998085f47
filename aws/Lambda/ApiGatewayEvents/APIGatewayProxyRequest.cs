namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>
/// What API Gateway's proxy integration hands to a function, payload format 1.0. See
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format">the input format</see>.
/// Every member may be absent.
/// </summary>
public class APIGatewayProxyRequest
{
    /// <summary>The resource's path as the API defines it, <c>/v1/{proxy+}</c>.</summary>
    public string? Resource { get; set; }

    /// <summary>The path as called, without the stage.</summary>
    public string? Path { get; set; }

    /// <summary>The method, in capitals.</summary>
    public string? HttpMethod { get; set; }

    /// <summary>The headers by name as sent, the last value of each; names differ in case from caller to caller.</summary>
    public IDictionary<string, string>? Headers { get; set; }

    /// <summary>The headers by name as sent, every value of each.</summary>
    public IDictionary<string, IList<string>>? MultiValueHeaders { get; set; }

    /// <summary>The query's parameters, the last value of each.</summary>
    public IDictionary<string, string>? QueryStringParameters { get; set; }

    /// <summary>The query's parameters, every value of each.</summary>
    public IDictionary<string, IList<string>>? MultiValueQueryStringParameters { get; set; }

    /// <summary>The parts of the path that the resource names.</summary>
    public IDictionary<string, string>? PathParameters { get; set; }

    /// <summary>The stage's variables.</summary>
    public IDictionary<string, string>? StageVariables { get; set; }

    /// <summary>Who calls, and which API was called.</summary>
    public ProxyRequestContext? RequestContext { get; set; }

    /// <summary>The body: text, or Base64 when <see cref="IsBase64Encoded"/>; null for none.</summary>
    public string? Body { get; set; }

    /// <summary>Whether the body is Base64, which it is for the API's binary media types.</summary>
    public bool IsBase64Encoded { get; set; }

    /// <summary>Who calls, and which API was called.</summary>
    public class ProxyRequestContext
    {
        /// <summary>The path with the stage.</summary>
        public string? Path { get; set; }

        /// <summary>The account that owns the API.</summary>
        public string? AccountId { get; set; }

        /// <summary>The resource's id.</summary>
        public string? ResourceId { get; set; }

        /// <summary>The stage's name.</summary>
        public string? Stage { get; set; }

        /// <summary>API Gateway's id of the request; the caller gets it as <c>x-amzn-RequestId</c>.</summary>
        public string? RequestId { get; set; }

        /// <summary>The caller, as far as API Gateway knows.</summary>
        public RequestIdentity? Identity { get; set; }

        /// <summary>The resource's path as the API defines it.</summary>
        public string? ResourcePath { get; set; }

        /// <summary>The method, in capitals.</summary>
        public string? HttpMethod { get; set; }

        /// <summary>The API's id.</summary>
        public string? ApiId { get; set; }

        /// <summary>The id that AWS support asks for, <c>x-amz-apigw-id</c>.</summary>
        public string? ExtendedRequestId { get; set; }

        /// <summary>The connection of a WebSocket API.</summary>
        public string? ConnectionId { get; set; }

        /// <summary>When a WebSocket API's connection was made, in milliseconds since 1970.</summary>
        public long ConnectedAt { get; set; }

        /// <summary>The host that was called.</summary>
        public string? DomainName { get; set; }

        /// <summary>The first label of <see cref="DomainName"/>.</summary>
        public string? DomainPrefix { get; set; }

        /// <summary>CONNECT, MESSAGE or DISCONNECT, of a WebSocket API.</summary>
        public string? EventType { get; set; }

        /// <summary>The message of a WebSocket API.</summary>
        public string? MessageId { get; set; }

        /// <summary>The route of a WebSocket API.</summary>
        public string? RouteKey { get; set; }

        /// <summary>What the authorizer said; null without one.</summary>
        public APIGatewayCustomAuthorizerContext? Authorizer { get; set; }

        /// <summary>The operation's name, if the API gives it one.</summary>
        public string? OperationName { get; set; }

        /// <summary>How long the integration took, in milliseconds.</summary>
        public string? IntegrationLatency { get; set; }

        /// <summary>IN or OUT, of a WebSocket API.</summary>
        public string? MessageDirection { get; set; }

        /// <summary>When the request arrived, in the common log format.</summary>
        public string? RequestTime { get; set; }

        /// <summary>When the request arrived, in milliseconds since 1970.</summary>
        public long RequestTimeEpoch { get; set; }

        /// <summary>The status.</summary>
        public string? Status { get; set; }
    }

    /// <summary>The caller, as far as API Gateway knows.</summary>
    public class RequestIdentity
    {
        /// <summary>The Cognito identity pool.</summary>
        public string? CognitoIdentityPoolId { get; set; }

        /// <summary>The caller's account, of requests signed with IAM.</summary>
        public string? AccountId { get; set; }

        /// <summary>The Cognito identity.</summary>
        public string? CognitoIdentityId { get; set; }

        /// <summary>The principal, of requests signed with IAM.</summary>
        public string? Caller { get; set; }

        /// <summary>The API key: a secret.</summary>
        public string? ApiKey { get; set; }

        /// <summary>The API key's id.</summary>
        public string? ApiKeyId { get; set; }

        /// <summary>The access key, of requests signed with IAM.</summary>
        public string? AccessKey { get; set; }

        /// <summary>The address that the connection to API Gateway came from.</summary>
        public string? SourceIp { get; set; }

        /// <summary>How Cognito authenticated the caller.</summary>
        public string? CognitoAuthenticationType { get; set; }

        /// <summary>Which provider Cognito used.</summary>
        public string? CognitoAuthenticationProvider { get; set; }

        /// <summary>The ARN of the user, of requests signed with IAM.</summary>
        public string? UserArn { get; set; }

        /// <summary>The caller's User-Agent header.</summary>
        public string? UserAgent { get; set; }

        /// <summary>The user, of requests signed with IAM.</summary>
        public string? User { get; set; }

        /// <summary>The caller's certificate, with mutual TLS.</summary>
        public ProxyRequestClientCert? ClientCert { get; set; }
    }

    /// <summary>The caller's certificate, with mutual TLS.</summary>
    public class ProxyRequestClientCert
    {
        /// <summary>The certificate, PEM.</summary>
        public string? ClientCertPem { get; set; }

        /// <summary>The subject's distinguished name.</summary>
        public string? SubjectDN { get; set; }

        /// <summary>The issuer's distinguished name.</summary>
        public string? IssuerDN { get; set; }

        /// <summary>The serial number.</summary>
        public string? SerialNumber { get; set; }

        /// <summary>When the certificate is valid.</summary>
        public ClientCertValidity? Validity { get; set; }
    }

    /// <summary>When a certificate is valid.</summary>
    public class ClientCertValidity
    {
        /// <summary>From.</summary>
        public string? NotBefore { get; set; }

        /// <summary>Until.</summary>
        public string? NotAfter { get; set; }
    }
}
