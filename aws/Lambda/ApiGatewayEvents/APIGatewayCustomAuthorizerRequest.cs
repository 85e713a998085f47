namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>
/// What API Gateway asks a Lambda authorizer. See
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html">the input</see>.
/// </summary>
public class APIGatewayCustomAuthorizerRequest
{
    /// <summary>TOKEN or REQUEST.</summary>
    public string? Type { get; set; }

    /// <summary>The token source's header, of a TOKEN authorizer; null for REQUEST.</summary>
    public string? AuthorizationToken { get; set; }

    /// <summary>The ARN of the method that is called, <c>arn:aws:execute-api:region:account:api/stage/METHOD/path</c>.</summary>
    public string? MethodArn { get; set; }

    /// <summary>The path as called; REQUEST only, as all that follow.</summary>
    public string? Path { get; set; }

    /// <summary>The method, in capitals.</summary>
    public string? HttpMethod { get; set; }

    /// <summary>The headers by name as sent; names differ in case from caller to caller.</summary>
    public IDictionary<string, string>? Headers { get; set; }

    /// <summary>The query's parameters.</summary>
    public IDictionary<string, string>? QueryStringParameters { get; set; }

    /// <summary>The parts of the path that the resource names.</summary>
    public IDictionary<string, string>? PathParameters { get; set; }

    /// <summary>The stage's variables.</summary>
    public IDictionary<string, string>? StageVariables { get; set; }

    /// <summary>Who calls, and which API was called.</summary>
    public APIGatewayProxyRequest.ProxyRequestContext? RequestContext { get; set; }
}
