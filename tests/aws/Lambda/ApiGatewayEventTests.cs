using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace AiProxy.Lambda.Tests;

public sealed partial class ApiGatewayEventTests
{
    private readonly SourceGeneratorLambdaJsonSerializer<ApiGatewayJson> _serializer = new();

    [Fact]
    public void Deserialize_ProxyRequest_ReadsEveryMember()
    {
        var request = Read<APIGatewayProxyRequest>("""
            {
              "resource": "/v1/chat/completions", "path": "/v1/chat/completions", "httpMethod": "POST",
              "headers": {"Content-Type": "application/json"},
              "multiValueHeaders": {"Content-Type": ["application/json"]},
              "queryStringParameters": {"a": "2"}, "multiValueQueryStringParameters": {"a": ["1", "2"]},
              "pathParameters": null, "stageVariables": {"s": "v"},
              "requestContext": {
                "resourceId": "r", "authorizer": {"caller": "ann", "routes": "*", "claims": {"sub": "s", "n": 1}, "principalId": "ann", "integrationLatency": 7},
                "resourcePath": "/v1/chat/completions", "operationName": "op", "httpMethod": "POST", "extendedRequestId": "x", "requestTime": "09/Apr/2015:12:34:56 +0000",
                "path": "/prod/v1/chat/completions", "accountId": "123456789012", "protocol": "HTTP/1.1", "stage": "prod", "domainPrefix": "api", "requestTimeEpoch": 1428582896000,
                "requestId": "id-1", "identity": {"cognitoIdentityPoolId": null, "apiKey": "k", "apiKeyId": "kid", "sourceIp": "1.2.3.4", "userAgent": "UA",
                  "clientCert": {"clientCertPem": "P", "subjectDN": "S", "issuerDN": "I", "serialNumber": "1", "validity": {"notBefore": "b", "notAfter": "a"}}},
                "domainName": "api.example.com", "apiId": "api"
              },
              "body": "{\"model\":\"chat\"}", "isBase64Encoded": false
            }
            """);

        Assert.Equal(("/v1/chat/completions", "POST", """{"model":"chat"}"""), (request.Path, request.HttpMethod, request.Body));
        Assert.Equal("application/json", request.Headers!["Content-Type"]);
        Assert.Equal(["1", "2"], request.MultiValueQueryStringParameters!["a"]);
        Assert.Equal("v", request.StageVariables!["s"]);
        Assert.Null(request.PathParameters);
        var context = request.RequestContext!;
        Assert.Equal(("id-1", "prod", "api", 1428582896000), (context.RequestId, context.Stage, context.ApiId, context.RequestTimeEpoch));
        Assert.Equal(("1.2.3.4", "kid", "a"), (context.Identity!.SourceIp, context.Identity.ApiKeyId, context.Identity.ClientCert!.Validity!.NotAfter));
        Assert.Equal("ann", context.Authorizer!["caller"].ToString());
        Assert.Equal("*", ((JsonElement)context.Authorizer["routes"]).GetString());
        Assert.Equal(new Dictionary<string, string> { ["sub"] = "s" }, context.Authorizer.Claims);
    }

    [Fact]
    public void Serialize_ProxyResponse_HasTheServicesNames() => Assert.Equal(
        """{"statusCode":200,"headers":{"Content-Type":"application/json"},"multiValueHeaders":{"a":["1","2"]},"body":"{}","isBase64Encoded":false}""",
        Write(new APIGatewayProxyResponse
        {
            StatusCode = 200,
            Headers = new Dictionary<string, string> { ["Content-Type"] = "application/json" },
            MultiValueHeaders = new Dictionary<string, IList<string>> { ["a"] = ["1", "2"] },
            Body = "{}",
        }));

    [Fact]
    public void Deserialize_AuthorizerRequests_ReadsBothTypes()
    {
        var token = Read<APIGatewayCustomAuthorizerRequest>(
            """{"type":"TOKEN","methodArn":"arn:aws:execute-api:eu-west-1:1:api/prod/POST/v1/chat/completions","authorizationToken":"Bearer t"}""");
        var request = Read<APIGatewayCustomAuthorizerRequest>(
            """{"type":"REQUEST","methodArn":"arn","path":"/p","httpMethod":"GET","headers":{"authorization":"Bearer t"},"requestContext":{"requestId":"r"}}""");

        Assert.Equal(("TOKEN", "Bearer t"), (token.Type, token.AuthorizationToken));
        Assert.Equal(("REQUEST", "Bearer t", "r"), (request.Type, request.Headers!["authorization"], request.RequestContext!.RequestId));
    }

    [Fact]
    public void Serialize_AuthorizerResponse_HasTheServicesNames() => Assert.Equal(
        """{"principalId":"ann","policyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["execute-api:Invoke"],"Resource":["arn:a"]}]},"context":{"caller":"ann","n":1,"b":true},"usageIdentifierKey":"k"}""",
        Write(new APIGatewayCustomAuthorizerResponse
        {
            PrincipalID = "ann",
            PolicyDocument = new APIGatewayCustomAuthorizerPolicy
            {
                Statement = [new APIGatewayCustomAuthorizerPolicy.IAMPolicyStatement { Action = ["execute-api:Invoke"], Resource = ["arn:a"] }],
            },
            Context = new APIGatewayCustomAuthorizerContextOutput { ["caller"] = "ann", ["n"] = 1, ["b"] = true },
            UsageIdentifierKey = "k",
        }));

    private T Read<T>(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return _serializer.Deserialize<T>(stream);
    }

    private string Write<T>(T value)
    {
        using var stream = new MemoryStream();
        _serializer.Serialize(value, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    [JsonSerializable(typeof(APIGatewayProxyRequest))]
    [JsonSerializable(typeof(APIGatewayProxyResponse))]
    [JsonSerializable(typeof(APIGatewayCustomAuthorizerRequest))]
    [JsonSerializable(typeof(APIGatewayCustomAuthorizerResponse))]
    [JsonSerializable(typeof(int))]
    [JsonSerializable(typeof(bool))]
    private sealed partial class ApiGatewayJson : JsonSerializerContext;
}
