module example.com/millstream-http

go 1.20
