using System.Text.Json;
using System.Text.Json.Nodes;
using AiProxy.Cdk.Guards;

namespace AiProxy.Cdk.Tests.Guards;

/// <summary>The real template, with one thing changed that must not be deployed.</summary>
public sealed class TemplateRulesTests(StackFixture stack)
{
    private const string Completions = "FrontDoorApiv1chatcompletionsPOST";

    [Fact]
    public void Check_TheStack_Passes() => TemplateRules.Check(stack.Json);

    [Fact]
    public void Check_PostWithoutAuthorizer_IsRefused() => AssertRefused(
        resources => Properties(resources, Completions)["AuthorizationType"] = "NONE", "POST has no authorizer, so anybody could spend the providers' money");

    [Fact]
    public void Check_AuthorizerThatIsNotThere_IsRefused() => AssertRefused(
        resources => Properties(resources, Completions)["AuthorizerId"] = new JsonObject { ["Ref"] = "Nobody" }, "POST has no authorizer");

    [Fact]
    public void Check_MethodThatCountsNoKey_IsRefused() => AssertRefused(
        resources => Properties(resources, Completions)["ApiKeyRequired"] = false, "POST does not ask for a key of a usage plan");

    [Fact]
    public void Check_AnotherMethodOfTheHealthCheck_IsRefused() => AssertRefused(
        resources => Properties(resources, "FrontDoorApihealthzGET")["HttpMethod"] = "POST", "POST has no authorizer");

    [Fact]
    public void Check_OptionsForBrowsers_IsRefused() => AssertRefused(
        resources => Add(resources, "AWS::ApiGateway::Method", """{"HttpMethod":"OPTIONS","AuthorizationType":"NONE"}"""), "OPTIONS has no authorizer");

    [Theory]
    [InlineData("AWS::Lambda::Url", """{"AuthType":"NONE"}""", "a function URL without IAM is open to anybody")]
    [InlineData("AWS::ApiGatewayV2::Api", "{}", "is a door that the authorizer does not guard")]
    [InlineData("AWS::Lambda::Permission", """{"Principal":"*","Action":"lambda:InvokeFunction","SourceAccount":"1"}""", "of any account may invoke")]
    [InlineData("AWS::Lambda::Permission", """{"Principal":"apigateway.amazonaws.com","Action":"lambda:InvokeFunction"}""", "of any account may invoke")]
    [InlineData("AWS::S3::Bucket", "{}", "does not say how it is encrypted", "could be made public", "would stay for ever", "answers without TLS")]
    [InlineData("AWS::DynamoDB::Table", "{}", "is not encrypted with a key of KMS", "cannot be had back")]
    [InlineData("AWS::Logs::LogGroup", "{}", "the log would be kept for ever")]
    [InlineData("AWS::SNS::Topic", "{}", "messages are not encrypted")]
    [InlineData("AWS::ApiGateway::DomainName", """{"SecurityPolicy":"TLS_1_0"}""", "takes TLS older than 1.2")]
    [InlineData("AWS::ApiGateway::RestApi", """{"ApiKeySourceType":"AUTHORIZER"}""", "takes TLS older than 1.2")]
    [InlineData("AWS::IAM::Policy", """{"PolicyDocument":{"Statement":[{"Effect":"Allow","Action":"dynamodb:*","Resource":"arn:x"}]}}""", "the action 'dynamodb:*' has a wildcard")]
    [InlineData("AWS::IAM::Policy", """{"PolicyDocument":{"Statement":{"Effect":"Allow","Action":["s3:GetObject","xray:PutTraceSegments"],"Resource":["*"]}}}""", "'s3:GetObject' is allowed on every resource")]
    [InlineData("AWS::IAM::Policy", """{"PolicyDocument":{"Statement":[{"Effect":"Allow","NotAction":"iam:x","Resource":"arn:x"}]}}""", "allows by NotAction")]
    [InlineData("AWS::IAM::Policy", """{"PolicyDocument":{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","NotResource":"arn:x"}]}}""", "is allowed on every resource")]
    [InlineData("AWS::IAM::Role", """{"Policies":[{"PolicyDocument":{"Statement":[{"Effect":"Allow","Action":"kms:Decrypt","Resource":"*"}]}}]}""", "'kms:Decrypt' is allowed on every resource")]
    [InlineData("AWS::IAM::Role", """{"ManagedPolicyArns":["arn:aws:iam::aws:policy/AdministratorAccess"]}""", "which is wider than what is needed")]
    [InlineData("AWS::IAM::Role", """{"AssumeRolePolicyDocument":{"Statement":[{"Effect":"Allow","Principal":{"AWS":"*"}}]}}""", "anybody may take the role")]
    [InlineData("AWS::S3::BucketPolicy", """{"PolicyDocument":{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject"}]}}""", "its policy lets anybody in")]
    [InlineData("AWS::SecretsManager::Secret", """{"SecretString":"x"}""", "the secret's value is in the template")]
    [InlineData("AWS::SSM::Parameter", """{"Value":"{{resolve:secretsmanager:aiproxy/openai}}"}""", "has a secret's value put in")]
    [InlineData("AWS::SSM::Parameter", """{"Value":"sk-proj-0123456789abcdefghijklmnop"}""", "holds what looks like a key ('sk-proj-...')")]
    public void Check_ResourceThatMustNotBe_IsRefused(string type, string properties, params string[] messages) =>
        AssertRefused(resources => Add(resources, type, properties), messages);

    [Theory]
    [InlineData("AWS::ApiGateway::Authorizer", "The stack has no authorizer")]
    [InlineData("AWS::ApiGateway::UsagePlan", "The stack has no usage plan with a rate")]
    [InlineData("AWS::ApiGateway::RestApi", "The stack has no API")]
    [InlineData("AWS::DynamoDB::Table", "The stack has no table of callers' keys")]
    public void Check_StackWithoutAPart_IsRefused(string type, string message) => AssertRefused(
        resources =>
        {
            foreach (string id in resources.Where(resource => (string)resource.Value!["Type"]! == type).Select(resource => resource.Key).ToArray())
                resources.Remove(id);
        },
        message);

    [Fact]
    public void Check_KeyInASecondHeader_IsRefused() => AssertRefused(
        resources => Properties(resources, "FrontDoorApi", "AWS::ApiGateway::RestApi").Remove("ApiKeySourceType"), "would have to send a second key in x-api-key");

    [Fact]
    public void Check_TableWithoutEncryption_IsRefused() => AssertRefused(
        resources => Properties(resources, "KeysTable").Remove("SSESpecification"), "the table is not encrypted");

    [Theory]
    [InlineData(27_000, "API Gateway waits 27 s, the Gateway function 27 s")]
    [InlineData(20_000, "API Gateway waits 20 s, the Gateway function 27 s")]
    public void Check_ApiThatGivesUpBeforeTheGateway_IsRefused(int timeoutMs, string message) => AssertRefused(
        resources => Properties(resources, Completions)["Integration"]!["TimeoutInMillis"] = timeoutMs, message);

    [Fact]
    public void Check_LongWaitWithoutStreaming_IsRefused() => AssertRefused(
        resources =>
        {
            var integration = (JsonObject)Properties(resources, Completions)["Integration"]!;
            integration["TimeoutInMillis"] = 60_000;
            integration.Remove("ResponseTransferMode");
        },
        "waits 60 s only for an integration that streams");

    [Fact]
    public void Check_CallsCutShortByTheirFunction_AreRefused() => AssertRefused(
        resources => Properties(resources, "FunctionsCallProviderFunction", "AWS::Lambda::Function")["Timeout"] = 60, "CallProvider ends after 60 s, before the workflow does (300 s)");

    [Theory]
    [InlineData("301")]
    [InlineData(null)]
    public void Check_WorkflowLongerThanExpress_IsRefused(string? seconds) => AssertRefused(
        resources =>
        {
            JsonObject machine = Properties(resources, "AggregateStateMachine", "AWS::StepFunctions::StateMachine");
            var definition = JsonNode.Parse((string)machine["DefinitionString"]!)!.AsObject();
            if (seconds is null)
                definition.Remove("TimeoutSeconds");
            else
                definition["TimeoutSeconds"] = int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture);
            machine["DefinitionString"] = definition.ToJsonString();
        },
        "it must be 1 to 300, Express's limit");

    [Fact]
    public void Check_StandardWorkflow_IsRefused() => AssertRefused(
        resources => Properties(resources, "AggregateStateMachine", "AWS::StepFunctions::StateMachine")["StateMachineType"] = "STANDARD", "is not an Express one");

    private void AssertRefused(Action<JsonObject> change, params string[] messages)
    {
        JsonObject template = JsonNode.Parse(stack.Json.GetRawText())!.AsObject();
        change((JsonObject)template["Resources"]!);
        StackInputException e = Assert.Throws<StackInputException>(() => TemplateRules.Check(JsonSerializer.SerializeToElement(template)));
        foreach (string message in messages)
            Assert.Contains(e.Problems, problem => problem.Contains(message, StringComparison.Ordinal));
    }

    private static JsonObject Properties(JsonObject resources, string construct, string? type = null) => (JsonObject)resources
        .Single(resource => resource.Key.StartsWith(construct, StringComparison.Ordinal) && (type is null || (string)resource.Value!["Type"]! == type))
        .Value!["Properties"]!;

    private static void Add(JsonObject resources, string type, string properties) =>
        resources["Added"] = new JsonObject { ["Type"] = type, ["Properties"] = JsonNode.Parse(properties) };
}
