# Templates of CloudFormation in a plan.
resource "aws_cloudformation_stack" "roles" {
  name       = "roles"
  parameters = { Vendor = "464622532012" }
  template_body = <<-EOT
    Parameters:
      Vendor: {Type: String}
      Open: {Type: String, Default: "111122223333"}
    Resources:
      FromVendor:
        Type: AWS::IAM::Role
        Properties:
          AssumeRolePolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Principal: {AWS: !Sub "arn:aws:iam::$${Vendor}:root"}
                Action: sts:AssumeRole
      Own:
        Type: AWS::IAM::Role
        Properties:
          AssumeRolePolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Principal: {AWS: !Ref AWS::AccountId}
                Action: sts:AssumeRole
  EOT
}
resource "aws_cloudformation_stack_set" "everywhere" {
  name = "everywhere"
  template_body = jsonencode({
    Resources = {
      Anybody = {
        Type = "AWS::IAM::Role"
        Properties = {
          RoleName = "anybody"
          AssumeRolePolicyDocument = {
            Version   = "2012-10-17"
            Statement = [{ Effect = "Allow", Principal = { AWS = "*" }, Action = "sts:AssumeRole" }]
          }
        }
      }
    }
  })
}
resource "aws_cloudformation_stack" "elsewhere" {
  name         = "elsewhere"
  template_url = "https://example-bucket.s3.amazonaws.com/template.yaml"
}
