using Amazon.Runtime;

namespace Amazon.DynamoDBv2.Model;

/// <summary>The item is changed.</summary>
public class UpdateItemResponse : AmazonWebServiceResponse;
