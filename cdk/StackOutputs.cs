using System.Text.Json;
using Amazon.CDK;

namespace AiProxy.Cdk;

/// <summary>What a person needs of the stack once it is there, ready to paste.</summary>
internal static class StackOutputs
{
    /// <param name="stack">The stack.</param>
    /// <param name="route">A route that the first request may ask for.</param>
    public static void AddTo(AiProxyStack stack, string route)
    {
        string url = stack.FrontDoor.BaseUrl;
        Output("BaseUrl", url, "An OpenAI client's base URL.");
        Output(
            "Curl",
            $$"""curl {{url}}/chat/completions -H "Authorization: Bearer $AIPROXY_KEY" -H 'Content-Type: application/json' -d '{"model":{{JsonSerializer.Serialize(route)}},"messages":[{"role":"user","content":"Hello"}]}'""",
            "The first request; put a caller's key into AIPROXY_KEY before.");
        Output("KeysTableName", stack.Keys.Table.TableName, "Where callers' keys are.");
        Output("UsagePlanId", stack.FrontDoor.UsagePlan.UsagePlanId, "What a caller's key is attached to.");
        Output("RestApiId", stack.FrontDoor.Api.RestApiId, "The API.");
        Output("StateMachineArn", stack.Workflow.Alias.AttrArn, "What to start without the API: StartSyncExecution.");
        Output("RecordsTableName", stack.Records.Table.TableName, "Where answers are stored, for a day.");
        Output("PayloadBucketName", stack.Payloads.Bucket.BucketName, "Where large prompts and answers are, for two days.");
        Output("RoutesConfiguration", stack.Routes.Identifier, "AppConfig's application, environment and profile of the routes.");

        void Output(string name, string value, string description) =>
            _ = new CfnOutput(stack, name, new CfnOutputProps { Value = value, Description = description });
    }
}
