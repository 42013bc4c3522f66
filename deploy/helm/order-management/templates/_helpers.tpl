{{- define "order-management.name" -}}
{{- $chart := .Chart.Name -}}
{{- ternary .Release.Name (printf "%s-%s" .Release.Name $chart) (contains $chart .Release.Name) | trunc 45 | trimSuffix "-" -}}
{{- end }}

{{- define "order-management.build" -}}
{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "order-management.image" -}}
{{ .Values.image.repository }}:{{ include "order-management.build" . }}
{{- end }}

{{/* What selects the pods of one component; never changes, as a Deployment's selector cannot. */}}
{{- define "order-management.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "order-management.labels" -}}
{{ include "order-management.selector" . }}
app.kubernetes.io/version: {{ include "order-management.build" .root | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end }}

{{/* Of a secret and its key. */}}
{{- define "order-management.databaseEnvironment" -}}
- name: DATABASE_URL
  valueFrom: { secretKeyRef: { name: {{ .secret }}, key: {{ .key }} } }
{{- end }}

{{/* What the API and the workers read. */}}
{{- define "order-management.environment" -}}
{{ include "order-management.databaseEnvironment" .Values.database }}
- { name: TEMPORAL_ADDRESS, value: {{ .Values.temporal.address | quote }} }
- { name: TEMPORAL_NAMESPACE, value: {{ .Values.temporal.namespace | quote }} }
{{- with .Values.temporal.apiKey }}
{{- if .secret }}
- name: TEMPORAL_API_KEY
  valueFrom: { secretKeyRef: { name: {{ .secret }}, key: {{ .key }} } }
{{- end }}
{{- end }}
{{- with .Values.temporal.clientCertificate }}
{{- if .secret }}
- { name: TEMPORAL_TLS_CLIENT_CERT_PATH, value: /secrets/temporal/tls.crt }
- { name: TEMPORAL_TLS_CLIENT_KEY_PATH, value: /secrets/temporal/tls.key }
{{- if .hasAuthority }}
- { name: TEMPORAL_TLS_SERVER_CA_CERT_PATH, value: /secrets/temporal/ca.crt }
{{- end }}
{{- if .serverName }}
- { name: TEMPORAL_TLS_SERVER_NAME, value: {{ .serverName | quote }} }
{{- end }}
{{- end }}
{{- end }}
{{- range $name, $value := .Values.settings }}
- { name: {{ $name }}, value: {{ $value | quote }} }
{{- end }}
{{- include "order-management.secrets" .Values.secrets }}
{{- end }}

{{/* Settings by name, each from the key of a secret. */}}
{{- define "order-management.secrets" -}}
{{- range $name, $from := . }}
- name: {{ $name }}
  valueFrom: { secretKeyRef: { name: {{ $from.secret }}, key: {{ $from.key }} } }
{{- end }}
{{- end }}

{{/* What every pod has: nothing of root's, nothing of the cluster's, nothing to write to. */}}
{{- define "order-management.pod" -}}
automountServiceAccountToken: false
securityContext:
  runAsNonRoot: true
  runAsUser: 1000
  runAsGroup: 1000
  seccompProfile: { type: RuntimeDefault }
{{- with .Values.image.pullSecrets }}
imagePullSecrets: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* Spread over zones and nodes, as far as there are some. */}}
{{- define "order-management.spread" -}}
topologySpreadConstraints:
{{- range $key := list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
  - maxSkew: 1
    topologyKey: {{ $key }}
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels: {{- include "order-management.selector" $ | nindent 8 }}
{{- end }}
{{- end }}

{{- define "order-management.container" -}}
image: {{ include "order-management.image" . }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: { drop: [ALL] }
{{- end }}

{{- define "order-management.certificateMount" -}}
{{- if .Values.temporal.clientCertificate.secret }}
volumeMounts:
  - { name: temporal-certificate, mountPath: /secrets/temporal, readOnly: true }
{{- end }}
{{- end }}

{{- define "order-management.certificateVolume" -}}
{{- with .Values.temporal.clientCertificate.secret }}
volumes:
  - name: temporal-certificate
    secret: { secretName: {{ . }}, defaultMode: 0440 }
{{- end }}
{{- end }}
