terraform {
  required_providers {
    restful = {
      source = "magodo/restful"
    }
  }
}

variable "tokens" {
  type = number
}

variable "country" {
  type = string
}

variable "endpoint" {
  type = string
}

provider "restful" {
  base_url      = "${var.endpoint}/v1.0"
  update_method = "PATCH"
  header = {
    Authorization = "Bearer emulator"
  }
}

resource "restful_resource" "token" {
  count            = var.tokens
  path             = "/deviceAppManagement/vppTokens"
  read_path        = "$(path)/$(body.id)"
  write_only_attrs = ["token"]
  body = {
    token = base64encode(jsonencode({
      token   = sha512(count.index)
      expDate = timeadd("2098-01-01T00:00:00Z", "${count.index}m")
      orgName = "Contoso"
    }))
    appleId                 = "vpp-${count.index}@contoso.example"
    vppTokenAccountType     = "business"
    countryOrRegion         = var.country
    automaticallyUpdateApps = true
  }
}
