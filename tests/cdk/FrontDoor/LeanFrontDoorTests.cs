using System.Text.Json;
using AiProxy.Cdk.FrontDoor;

namespace AiProxy.Cdk.Tests.FrontDoor;

public sealed class LeanFrontDoorTests : IDisposable
{
    private readonly Deployment _deployment = new();

    public void Dispose() => _deployment.Dispose();

    [Fact]
    public void Stack_WithTheLeanDoor_StartsTheWorkflowWithoutTheGateway()
    {
        (_, JsonElement json) = StackFixture.Make(_deployment, ("frontDoor", "lean"));
        JsonElement resources = json.GetProperty("Resources");
        JsonElement method = Single("AWS::ApiGateway::Method", properties => properties.GetProperty("HttpMethod").GetString() == "POST");
        JsonElement integration = method.GetProperty("Integration");
        Assert.Equal("AWS", integration.GetProperty("Type").GetString());
        Assert.Equal("NEVER", integration.GetProperty("PassthroughBehavior").GetString());
        Assert.Equal(29_000, integration.GetProperty("TimeoutInMillis").GetInt32());
        Assert.Equal("arn:{AWS::Partition}:apigateway:{AWS::Region}:states:action/StartSyncExecution", Statement.TextOf(integration.GetProperty("Uri")));
        string alias = IdOf("AWS::StepFunctions::StateMachineAlias");
        Assert.Equal(LeanTemplates.Start($"{{{alias}}}"), Statement.TextOf(integration.GetProperty("RequestTemplates").GetProperty("application/json")));
        Assert.Equal(
            [(null, LeanTemplates.Ended), ("4\\d{2}", LeanTemplates.Refused), ("5\\d{2}", LeanTemplates.Unknown)],
            integration.GetProperty("IntegrationResponses").EnumerateArray().Select(response => (
                response.TryGetProperty("SelectionPattern", out JsonElement pattern) ? pattern.GetString() : null,
                response.GetProperty("ResponseTemplates").GetProperty("application/json").GetString())));
        // As behind the Gateway: known callers alone.
        Assert.Equal("CUSTOM", method.GetProperty("AuthorizationType").GetString());
        Assert.True(method.GetProperty("ApiKeyRequired").GetBoolean());

        // API Gateway may start executions, the Gateway function, which answers the other two methods, may not; Validate stores large bodies.
        string[] starters = [.. Policies("states:StartSyncExecution").Select(policy => policy.GetProperty("Roles")[0].GetProperty("Ref").GetString()!)];
        Assert.StartsWith("FrontDoorStartRole", Assert.Single(starters), StringComparison.Ordinal);
        Assert.Contains(Policies("s3:PutObject"), policy => policy.GetProperty("Roles")[0].GetProperty("Ref").GetString()!.StartsWith("FunctionsValidateRole", StringComparison.Ordinal));

        IEnumerable<JsonElement> Policies(string action) => resources.EnumerateObject()
            .Where(resource => resource.Value.GetProperty("Type").GetString() == "AWS::IAM::Policy").Select(resource => resource.Value.GetProperty("Properties"))
            .Where(policy => policy.GetProperty("PolicyDocument").GetRawText().Contains($"\"{action}\"", StringComparison.Ordinal));

        JsonElement Single(string type, Func<JsonElement, bool> which) => resources.EnumerateObject()
            .Where(resource => resource.Value.GetProperty("Type").GetString() == type).Select(resource => resource.Value.GetProperty("Properties")).Single(which);

        string IdOf(string type) => resources.EnumerateObject().Single(resource => resource.Value.GetProperty("Type").GetString() == type).Name;
    }
}
